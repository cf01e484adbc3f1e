import * as vscode from 'vscode';
import type { ProjectOutline } from '../core/roadmap/outline';
import { hourCount } from '../services/words';
import type { Questions } from './questions';
import { pickOne, type Choice, type Outcome, type Place } from './steps';

/** Which project is to be made. */
export async function askProject(place: Place, questions: Questions): Promise<Outcome> {
  const { context, draft } = questions;
  const result = await pickOne<ProjectOutline>(place, {
    placeholder: vscode.l10n.t('Choose a project to build'),
    items: context.library.index.outline.projects.map((project) => choiceOf(project, questions)),
    active: draft.project,
  });
  if (typeof result === 'string') return result;
  if (result.picked !== draft.project && draft.isSuggested) draft.name = undefined;
  draft.project = result.picked;
  return 'next';
}

function choiceOf(project: ProjectOutline, { context: { store } }: Questions): Choice<ProjectOutline> {
  const done = project.topics.filter((id) => store.topic(id).status === 'done').length;
  return {
    value: project,
    label: project.title,
    description: vscode.l10n.t('{0} · {1}', project.level, hourCount(project.hours)),
    detail: vscode.l10n.t('{0} of {1} topics done', done, project.topics.length),
  };
}
