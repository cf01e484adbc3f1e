import * as vscode from 'vscode';
import { certificateOf } from '../model/certificate';
import { noResults, stageResultOf } from '../model/results';
import { EXTENSION_ID } from '../../ids';
import { UserError } from '../../base/userError';
import type { CheckResults } from '../checkResults';
import type { CheckParts } from './check';
import type { CommandArguments } from '../../base/commands';
import { checkTarget } from './check';
import { saveAs } from '../../base/saveAs';

/** The parts that these commands work with. */
interface CertificateParts extends CheckParts {
  readonly results: CheckResults;
}

/** Writes down what was checked in a finished project. @throws UserError when stages are left. */
export async function exportCertificate(app: CertificateParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Export Certificate');
  const target = await checkTarget(app, args, title);
  if (!target) return;
  await app.results.loaded;
  const { project, name } = await (await app.checks.load()).folders.read(target.folder);
  const stages = await app.library.stages.load(project);
  const results = app.results.resultsOf(target.folder, project) ?? noResults(target.folder.toString(), project);
  const left = stages.filter(({ id }) => !stageResultOf(results, id).passed);
  if (left.length > 0) {
    throw new UserError(
      vscode.l10n.t(
        'A certificate is for finished projects: {0} of {1} stages of {2} have not passed yet.',
        left.length,
        stages.length,
        name,
      ),
    );
  }
  const content = certificateOf({
    title: app.library.index.outline.projects.find(({ id }) => id === project)?.title ?? project,
    version: installedVersion(),
    stages,
    results,
    dayOf: (milliseconds) => new Date(milliseconds).toLocaleDateString('sv-SE'),
  });
  await saveAs({ title, name: `${project}-certificate.md`, filters: { Markdown: ['md'] }, content, folder: target.folder });
}

function installedVersion(): string {
  const { version } = (vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON ?? {}) as { version?: unknown };
  return typeof version === 'string' ? version : '';
}
