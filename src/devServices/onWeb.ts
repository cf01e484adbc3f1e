import { DevServicesError } from './hostMessages';
import type { DevServices } from './supervisor';

export { DevServicesError };

/** The web host cannot start a process: it says so (`imports` in package.json puts this in the place of `index.ts`). */
export const startDevServices = (): Promise<DevServices> =>
  Promise.reject(
    new DevServicesError(
      'Starting a project needs a host that can start processes: open this folder in VS Code on the desktop, or over a remote connection.',
    ),
  );
