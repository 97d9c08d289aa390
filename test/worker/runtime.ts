import type { Env as Bindings } from '../../worker/host/cloudflare/platform';

declare global {
  namespace Cloudflare {
    interface Env extends Bindings {
      BACKUPS: R2Bucket;
      PLAUSCH_TEST_SERVICES: string;
      PLAUSCH_TEST_MAIL: string;
      PLAUSCH_TEST_PUSH: string;
    }
    interface GlobalProps {
      mainModule: typeof import('../../worker/index');
    }
  }
}
