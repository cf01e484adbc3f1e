import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { open, type Entry } from 'yauzl';
import { packagePath } from '../ui/roadmap';

/** Everything an installed extension needs, written out by hand: a file that goes missing is a feature that breaks. A star is a hash. */
const NEEDED = [
  'package.json',
  'package.nls.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/ThirdPartyNotices.txt',
  'dist/node/extension.js',
  'dist/node/parts.js',
  'dist/node/views-*.js',
  'dist/node/commands-*.js',
  'dist/node/search-*.js',
  'dist/node/topicPage-*.js',
  'dist/node/stagePage-*.js',
  'dist/node/checkRuns-*.js',
  'dist/webview/stage.js',
  'dist/content/backend/stages/rest-api.json',
  'dist/checks/cli.mjs',
  'dist/checks/rest-api/project.json',
  'dist/checks/rest-api/read-one.mjs',
  'dist/node/quizPage-*.js',
  'dist/node/dashboardPage-*.js',
  'dist/web/extension.js',
  'dist/webview/topic.js',
  'dist/webview/quiz.js',
  'dist/webview/dashboard.js',
  'dist/webview/dashboard.css',
  'dist/content/backend/roadmap.json',
  'dist/content/backend/lessons/http-and-https.json',
  'dist/node/codeTheme-*.js',
  'dist/content/backend/quizzes/how-the-internet-works.json',
  'dist/content/backend/starters/rest-api.json',
  'media/activity.svg',
  'media/icon.png',
  'media/tab-dark.svg',
  'media/tab-light.svg',
  'media/page.css',
  'media/quiz.css',
  'media/buttons.css',
  'media/stage.css',
  'media/topic.css',
  'media/lesson.css',
  'media/code.css',
  'media/l10n/bundle.l10n.json',
  'media/walkthrough/tick.svg',
  'media/walkthrough/learn.svg',
  'media/walkthrough/quiz.svg',
  'media/walkthrough/build.svg',
  'media/walkthrough/check.svg',
  'media/walkthrough/proof.svg',
];

/** What may be there besides: named by kind, so that nothing else slips in. */
const ALLOWED = [
  /^dist\/(?:node|web|webview)\/[\w.-]+\.(?:js|css)$/,
  /^dist\/content\/[a-z0-9-]+\/(?:roadmap|(?:lessons|quizzes|stages|starters)\/[a-z0-9-]+)\.json$/,
  /^dist\/checks\/(?:(?:cli|chunk-[A-Z0-9]+)\.mjs|[a-z0-9-]+\/(?:[a-z0-9-]+\.mjs|project\.json))$/,
  /^dist\/devServices(?:\.mjs|\/[\w./-]+)$/,
  /^media\/(?!lessons\/)[\w/-]+\.(?:css|svg|png)$/,
  /^package\.nls(?:\.[\w-]+)?\.json$/,
  /^media\/l10n\/bundle\.l10n(?:\.[\w-]+)?\.json$/,
];

/** No package is larger than this: it is downloaded by everyone who tries the extension. */
const MAX_SIZE = 6_000_000;

function filesInPackage(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    open(packagePath, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(new Error(`${packagePath} cannot be read (run "npm run package" first): ${error.message}`));
        return;
      }
      const names: string[] = [];
      zip.on('entry', ({ fileName }: Entry) => {
        if (fileName.startsWith('extension/')) names.push(fileName.slice('extension/'.length));
        zip.readEntry();
      });
      zip.once('end', () => resolve(names));
      zip.once('error', reject);
      zip.readEntry();
    });
  });
}

describe('the package that learners install', () => {
  let files: string[] = [];
  before(async () => (files = await filesInPackage()));

  for (const file of NEEDED) {
    it(`holds ${file}`, () => assert.ok(files.some((one) => one.replace(/-[A-Z0-9]{8}(?=\.js$)/, '-*') === file)));
  }

  it('holds nothing else: no test, no source, no dependency', () => {
    const strays = files.filter((file) => !NEEDED.includes(file) && !ALLOWED.some((pattern) => pattern.test(file)));
    assert.deepEqual(strays, []);
    for (const file of files) assert.doesNotMatch(file, /(?:^|\/)(?:test|src|node_modules|\.git)(?:\/|$)|\.map$|\.test\./, file);
  });

  it('is smaller than 6 MB', () => {
    const { size } = statSync(packagePath);
    assert.ok(size < MAX_SIZE, `${size} bytes`);
  });
});
