import type { StagePages } from './stagePages';
import type { StageTargetParts } from './stageTargets';
import type { CommandArguments } from '../base/commands';
import { pickStage, stageTarget } from './stageTargets';
import { keepsFocus } from '../base/commands';

/** The parts that these commands work with. */
interface OpenStageParts extends StageTargetParts {
  readonly stagePages: StagePages;
}

/**
 * Opens a stage: the one that is given, else the first of the given project or repo that has not passed, else what the learner picks.
 * A second argument `{ preserveFocus: true }` leaves the focus where it is.
 * @throws UserError when the argument names no stage.
 */
export async function openStage(app: OpenStageParts, [argument, options]: CommandArguments): Promise<void> {
  const target = argument === undefined || argument === null ? await pickStage(app) : await stageTarget(app, argument);
  if (target) await app.stagePages.open(target, keepsFocus(options));
}
