/** The way of the stage page to the host, and what the page keeps of itself. */
import { parseStagePageState, type StagePageRequest, type StagePageState } from '../model/protocol';

declare function acquireVsCodeApi(): {
  postMessage(message: StagePageRequest): void;
  setState(state: StagePageState): void;
  getState(): unknown;
};

const api = acquireVsCodeApi();
const { project = '', stage = '', page: id = '' } = document.body.dataset;

/** The stage that is shown, as `<project>/<stage>`. */
export const page = id;

export const post = (message: StagePageRequest): void => api.postMessage(message);

/** What was kept, of whichever stage. */
export const kept = (): StagePageState => parseStagePageState(api.getState()) ?? { project, stage, folder: null, scroll: {}, hints: {} };

/** Keeps a change for the next start of the window. */
export const keep = (change: Partial<StagePageState>): void => api.setState({ ...kept(), ...change, project, stage });
