import { escapeMarkdown } from '../../base/text';
import { stageResultOf, type RepoResults } from './results';

export interface CertificateSource {
  readonly project: { readonly id: string; readonly title: string; readonly summary: string };
  /** Who has built it; empty when they would rather not say. */
  readonly learner: string;
  readonly stages: readonly CertifiedStage[];
  readonly results: RepoResults;
  /** What the files were at when it was written, where there is a Git repository. */
  readonly commit?: { readonly hash: string; readonly isClean: boolean } | undefined;
  /** What has checked it, each with its version. */
  readonly checkedWith: readonly string[];
  /** The learner's calendar, as 2026-11-26. */
  readonly dayOf: (milliseconds: number) => string;
}

export interface CertifiedStage {
  readonly id: string;
  readonly title: string;
  /** The titles of the topics that it practices. */
  readonly topics: readonly string[];
  readonly checks: readonly { readonly id: string; readonly title: string }[];
}

/**
 * What was checked in a finished project, as Markdown for a README, a forge or paper: who has built what, every sentence that was found to
 * be true, and how anyone can find out again. It names no place of this machine.
 */
export function certificateOf(source: CertificateSource): string {
  const { project, learner, stages } = source;
  const title = escapeMarkdown(project.title);
  const built = learner === '' ? `${title} was built` : `**${escapeMarkdown(learner)}** has built ${title}`;
  const paragraphs = [
    `# Certificate: ${title}`,
    `${built}. Passed: ${counted(stages.length, 'stage')} with ${counted(checkCount(stages), 'check')}.`,
    factsTable(source),
    '## What is proven',
    'The checks start the program and talk to it from outside, as its clients do. Each sentence below was found to be true.',
    stagesTable(source),
    ...stages.flatMap((stage, at) => [
      `### Stage ${at + 1}: ${escapeMarkdown(stage.title)}`,
      stage.checks.map((check) => `- ${escapeMarkdown(check.title)}`).join('\n'),
    ]),
    '## How to verify it',
    verification(source),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function factsTable({ project, learner, stages, results, commit, checkedWith, dayOf }: CertificateSource): string {
  const of = stages.map(({ id }) => stageResultOf(results, id));
  const [finished, checked] = [Math.max(...of.map(({ firstPassedAt = 0 }) => firstPassedAt)), Math.min(...of.map(({ at }) => at))];
  const changes = commit?.isClean === false ? ', with changes that are not committed' : '';
  return table(
    ['Project', escapeMarkdown(project.title)],
    [
      ...(learner === '' ? [] : [['Built by', escapeMarkdown(learner)]]),
      ['What was built', escapeMarkdown(project.summary)],
      ['Finished on', dayOf(finished)],
      ['Last checked on', dayOf(checked)],
      ...(commit ? [['Git commit', `\`${commit.hash}\`${changes}`]] : []),
      ['Checked with', checkedWith.map(escapeMarkdown).join(', ')],
    ],
  );
}

const stagesTable = ({ stages, results, dayOf }: CertificateSource): string =>
  table(
    ['Stage', 'What was built', 'Topics it practices', 'Checks', 'First passed on'],
    stages.map(({ id, title, topics, checks }, at) => [
      String(at + 1),
      escapeMarkdown(title),
      topics.map(escapeMarkdown).join(', '),
      String(checks.length),
      dayOf(stageResultOf(results, id).firstPassedAt ?? 0),
    ]),
  );

function verification({ stages, commit }: CertificateSource): string {
  // What is not committed, nobody else has.
  const at = commit?.isClean === true ? ', at the commit above,' : '';
  return [
    'The checks ran on the machine of the author, and anyone can run them again:',
    '',
    `1. Open the folder of this project${at} in Visual Studio Code with the extension Backend Roadmap (\`backend-roadmap.backend-roadmap\`).`,
    '2. Run the command **Backend Roadmap: Check All Stages**. It says first which command it starts the program with.',
    `3. All ${counted(checkCount(stages), 'check')} pass, and the Test Explorer lists them with the sentences above.`,
  ].join('\n');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const checkCount = (stages: readonly CertifiedStage[]): number => stages.reduce((sum, { checks }) => sum + checks.length, 0);
const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
