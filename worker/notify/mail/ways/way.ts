import type { Sent } from '../../channel';
import type { Mail } from '../compose';

/** One way for mail: takes one that is in words to whoever delivers it. It stops when `signal` says so; it may throw whatever the network throws. */
export type Way = (mail: Mail, signal: AbortSignal) => Promise<Sent>;
