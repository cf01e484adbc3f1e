import type { DashboardRequest, DashboardState } from '../model/protocol';

declare function acquireVsCodeApi(): {
  postMessage(message: DashboardRequest): void;
  getState(): unknown;
  setState(state: DashboardState): void;
};

/** The extension behind the page. It can be asked for once only. */
export const host = acquireVsCodeApi();
