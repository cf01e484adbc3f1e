import type { EventOf } from '../model/events';
import type { CheckSuite, SuiteStage } from '../../content/stage';
import { EnvironmentProblem } from './runContext';

/** Which part of a project is checked. */
export interface Selection {
  /** This stage and those before it; all of them unless said. */
  readonly stage?: string | undefined;
  /** Leaves out the stages before it. */
  readonly only?: boolean;
  /** Of the stage, only this check. */
  readonly check?: string;
}

/** The stages that are asked for, in order. @throws EnvironmentProblem when there is none of that name. */
export function stagesOf(suite: CheckSuite, { stage, only }: Selection): readonly SuiteStage[] {
  if (stage === undefined) return suite.stages;
  const place = suite.stages.findIndex(({ id }) => id === stage);
  if (place < 0) {
    const known = suite.stages.map(({ id }) => id).join(', ');
    throw new EnvironmentProblem('unknown-stage', `${suite.title} has no stage "${stage}": it has ${known}.`);
  }
  return suite.stages.slice(only === true ? place : 0, place + 1);
}

/** The same, as the beginning of a run tells them. */
export const toldStages = (suite: CheckSuite, stages: readonly SuiteStage[], { check }: Selection): EventOf<'run-started'>['stages'] =>
  stages.map((stage) => ({
    id: stage.id,
    number: suite.stages.indexOf(stage) + 1,
    title: stage.title,
    checks: stage.checks
      .filter((one) => check === undefined || one.id === check)
      .map((one) => ({ id: one.id, title: one.title, ...(one.passage !== undefined && { passage: one.passage }) })),
  }));
