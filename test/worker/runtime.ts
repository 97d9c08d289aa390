import type { Env as Bindings } from '../../worker/host/cloudflare/platform';

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {}
    interface GlobalProps {
      mainModule: typeof import('../../worker/index');
    }
  }
}
