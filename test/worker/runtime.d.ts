declare namespace Cloudflare {
  interface Env {
    SITES: import('../../worker/host/cloudflare/platform').Env['SITES'];
    ACCOUNTS: import('../../worker/host/cloudflare/platform').Env['ACCOUNTS'];
    DIRECTORY: import('../../worker/host/cloudflare/platform').Env['DIRECTORY'];
    PLAUSCH_SECRET: string;
  }
  interface GlobalProps {
    mainModule: typeof import('../../worker/index');
  }
}
