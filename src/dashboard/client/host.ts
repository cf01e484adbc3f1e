/** The host of the dashboard, and what the page keeps of itself. */
import { connectHost } from '../../pages/client/host';
import { parseDashboardState, startOf, type DashboardState } from '../model/protocol';
import type { DashboardRequest } from '../model/requests';

const host = connectHost<DashboardRequest, DashboardState>(parseDashboardState);
const roadmap = document.body.dataset['roadmap'] ?? '';
const kept = host.kept();

let state: DashboardState = kept?.roadmap === roadmap ? kept : startOf(roadmap);

export const { post } = host;

/** What the page looked like when it was last seen. */
export const currentState = (): DashboardState => state;

/** Keeps a change for the next time the page is shown. */
export function keep(change: Partial<DashboardState>): void {
  state = { ...state, ...change };
  host.keep(state);
}
