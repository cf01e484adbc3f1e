import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Linter, type Rule } from 'eslint';

/** What the rule of `eslint.house.mjs` says of one import in a file of `src`. The files that are named are there. */
describe('the house', () => {
  let rule: Rule.RuleModule;
  before(async () => {
    const { house } = (await import('../../eslint.house.mjs')) as unknown as { house: { rules: { imports: Rule.RuleModule } } };
    rule = house.rules.imports;
  });

  const objections = (file: string, code: string): string[] => {
    const plugins = { house: { rules: { imports: rule } } };
    const config: Linter.Config = { files: ['**/*.ts'], plugins, rules: { 'house/imports': 'error' } };
    return new Linter().verify(code, [config], join(__dirname, '../../src', file)).map(({ message }) => message);
  };

  const refused: [what: string, file: string, code: string, why: RegExp][] = [
    ['a way up', 'content/library.ts', `import '../progress/journal';`, /^content lies below progress/],
    ['a floor that knows a feature', 'progress/words.ts', `import '../quiz';`, /^progress knows no feature/],
    ['a feature that is not said to be used', 'notes/noteStore.ts', `import '../dashboard/dashboard';`, /^notes does not use dashboard/],
    [
      'a way around a door',
      'topic/topicPage.ts',
      `import '../notes/noteStore';`,
      /^another room is entered by its door: import '…\/notes'/,
    ],
    ['what composes the rooms', 'topic/topicPage.ts', `import '../parts';`, /^parts\.ts composes the rooms/],
    ['the helpers of the build', 'content/library.ts', `import '../build/buildContent';`, /^build is for esbuild\.mjs/],
    ['a model with an editor', 'plan/model/days.ts', `import 'vscode';`, /^A model is pure, and this leads to vscode/],
    ['a model with Node', 'plan/model/days.ts', `import 'node:fs';`, /^A model is pure, and this leads to node:fs/],
    [
      'a model that reaches the editor by a detour',
      'progress/model/progress.ts',
      `import '../../base/log';`,
      /^A model is pure, and this leads to vscode: base\/log\.ts → vscode/,
    ],
    ['a page with an editor', 'quiz/client/quiz.ts', `import '../../base/log';`, /^A page runs in a browser, and this leads to vscode/],
    ['a program with an editor', 'checks/runner/run.ts', `import '../../base/log';`, /^This runs without the editor/],
    ['a circle', 'content/outline.ts', `import './library';`, /^This goes in a circle: content\/outline\.ts → content\/library\.ts → /],
    ['a file that imports itself', 'content/outline.ts', `import './outline';`, /^This goes in a circle/],
    ['a way up by a dynamic import', 'content/library.ts', `void import('../progress/journal');`, /^content lies below progress/],
    ['a way up by an export', 'content/library.ts', `export * from '../progress/journal';`, /^content lies below progress/],
    ['a folder without a line', 'attic/things.ts', '', /^attic\/things\.ts is in no room of the house/],
    ['a file beside the rooms', 'helpers.ts', '', /^helpers\.ts is in no room of the house/],
  ];
  for (const [what, file, code, why] of refused) {
    it(`refuses ${what}`, () => {
      const found = objections(file, code);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', why);
    });
  }

  const allowed: [what: string, file: string, code: string][] = [
    ['a way down', 'topic/topicPage.ts', `import '../progress/progressStore';\nimport '../pages/icons';`],
    ['a door', 'topic/topicPage.ts', `import '../notes';`],
    ['everything to what composes the rooms', 'parts.ts', `import './topic/topicPages';\nimport './content/library';`],
    ['ids to everybody', 'progress/journal.ts', `import '../ids';`],
  ];
  for (const [what, file, code] of allowed) it(`allows ${what}`, () => assert.deepEqual(objections(file, code), []));
});
