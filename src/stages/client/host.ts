/** The host of the stage page, and what the page keeps of itself. */
import { connectHost } from '../../pages/client/host';
import { parseStagePageState, type StagePageRequest, type StagePageState } from '../model/protocol';

const host = connectHost<StagePageRequest, StagePageState>(parseStagePageState);
const { project = '', stage = '', page: id = '' } = document.body.dataset;

/** The stage that is shown, as `<project>/<stage>`. */
export const page = id;

export const { post } = host;

/** What was kept, of whichever stage. */
export const kept = (): StagePageState => host.kept() ?? { project, stage, folder: null, scroll: {}, hints: {} };

/** Keeps a change for the next start of the window. */
export const keep = (change: Partial<StagePageState>): void => host.keep({ ...kept(), ...change, project, stage });
