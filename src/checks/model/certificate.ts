import { escapeMarkdown } from '../../base/text';
import type { RepoResults } from './results';
import { stageResultOf } from './results';
import type { StageText } from '../../content/stage';

export interface CertificateSource {
  readonly title: string;
  /** The version of the extension whose checks these were. */
  readonly version: string;
  readonly stages: readonly Pick<StageText, 'id' | 'title' | 'checks'>[];
  readonly results: RepoResults;
  /** The learner's calendar, as 2026-11-26. */
  readonly dayOf: (milliseconds: number) => string;
}

/**
 * What was checked in a finished project, as Markdown for a README: each stage with the day on which it passed first, and every check by its
 * sentence and id, so that anyone can run the same.
 */
export function certificateOf({ title, version, stages, results, dayOf }: CertificateSource): string {
  const count = stages.reduce((sum, { checks }) => sum + checks.length, 0);
  const days = stages.map(({ id }) => stageResultOf(results, id).firstPassedAt ?? 0);
  const head = [
    `# ${escapeMarkdown(title)}: ${stages.length} of ${stages.length} stages passed`,
    `Built from a starter of Backend Roadmap, an extension for VS Code, and checked from outside, as a client sees it: ${count} checks in ${stages.length} stages, finished on ${dayOf(Math.max(...days))}.`,
    'The checks start the program and talk to it over HTTP or WebSocket. They ran on the machine of the author; to run them again:',
    '```sh\nnode <extension>/dist/checks/cli.mjs .\n```',
    [
      '| stage | id | passed on | checks |',
      '| --- | --- | --- | --- |',
      ...stages.map((stage, index) => row(stage, dayOf(days[index] ?? 0))),
    ].join('\n'),
  ];
  const details = stages.flatMap(({ id, title: stage, checks }) => [
    `## ${escapeMarkdown(stage)}`,
    checks.map((check) => `- [x] ${escapeMarkdown(check.title)} (\`${id}/${check.id}\`)`).join('\n'),
  ]);
  return `${[...head, ...details, `Backend Roadmap ${version}, project \`${results.project}\`.`].join('\n\n')}\n`;
}

const row = ({ id, title, checks }: CertificateSource['stages'][number], day: string): string =>
  `| ${escapeMarkdown(title)} | \`${id}\` | ${day} | ${checks.length} |`;
