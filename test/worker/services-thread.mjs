// Runs the stand-ins for outside services in a thread of their own: what else the process is busy with keeps nobody waiting
// for an answer that has a time limit.
import { parentPort } from 'node:worker_threads';
import { startServices } from './services.ts';

// Whoever listens here is not done; the process ends without asking.
parentPort?.on('message', () => {});
parentPort?.postMessage((await startServices()).url);
