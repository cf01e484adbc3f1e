/**
 * The words of the glossary (CONTRIBUTING.md): one word for one thing, in what the learner reads of the extension itself. Lessons and
 * stages are prose of their own, and are not looked at.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const readWords = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;

/** What is not said, and what is said in its place. Only what is wrong wherever it stands. */
const REFUSED: readonly [pattern: RegExp, instead: string][] = [
  [/\brepos?\b/i, '"project", or "the folder of your project"; "Git repository" where one is meant'],
  [/\bshall\b/i, 'a plain question: "Where do you want to create it?"'],
  [/\bscaffolded\b/i, '"created"'],
  [/\b(?:colouring|colour|favour|behaviour|centre|catalogue|grey|whilst)/i, 'American spelling'],
  [/\b(?:initialis|organis|recognis|customis|summaris|synchronis|optimis)(?:e|ing|ation)/i, 'American spelling'],
  [/\b(?:practis(?:e|es|ed|ing)|cancelled|cancelling|modelling|licence)\b/i, 'American spelling'],
  [/\b(?:learning|to do|todo|finished) topics?\b/i, 'a status: Not Started, In Progress, Completed, Skipped'],
  [/\btopics? done\b/i, '"completed"'],
  [/\bstage \S+ of \S+/i, '"Stage 2": "2 of 9" is only ever progress'],
  [/\b(?:sub)?modules?\b|\bchapters?\b/i, '"section" or "lesson"'],
];

/** Commands and buttons: every word begins with a capital letter, but for the short ones within. */
const TITLE_CASE = /^(?:(?:[A-Z0-9][\w-]*|as|in|on|of|the|a|to|with|from)…? ?)+$/;

const manifest = readWords('package.nls.json');
const sentences = Object.keys(readWords('media/l10n/bundle.l10n.json'));

const refusalsOf = (text: string): string[] =>
  REFUSED.flatMap(([pattern, instead]) => (pattern.test(withoutAddresses(text)) ? [`${text}: say ${instead}`] : []));

/** Without the commands and addresses behind links, which nobody reads. */
const withoutAddresses = (text: string): string => text.replace(/\]\([^)]*\)/g, ']').replace(/`[^`]*`/g, '');

describe('the words of the interface', () => {
  it('are those of the glossary', () => {
    const shown = [...Object.values(manifest), ...sentences];
    assert.ok(shown.length > 400, 'the sentences are found');
    const refused = shown.flatMap(refusalsOf);
    assert.deepEqual(refused, []);
  });

  it('titles of commands and views are in Title Case', () => {
    const titles = Object.entries(manifest).filter(([key]) => /^(?:command|view)\./.test(key));
    assert.ok(titles.length > 40);
    assert.deepEqual(titles.filter(([, title]) => !TITLE_CASE.test(title)), []); // prettier-ignore
  });

  it('the glossary explains each word that the interface has for a thing', () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const glossary = text.slice(text.indexOf('## Glossary'));
    for (const word of [
      'roadmap',
      'section',
      'topic',
      'objective',
      'lesson',
      'quiz',
      'project',
      'starter',
      'stage',
      'check',
      'proof',
      'plan',
    ])
      assert.match(glossary, new RegExp(`^\\| \\*\\*${word}`, 'm'), word);
  });

  it('refuses what it is meant to refuse', () => {
    for (const text of [
      'your repo',
      'What shall be done?',
      'was scaffolded',
      'colouring code',
      'Practises:',
      '2 topics done',
      'Stage 2 of 9',
    ])
      assert.equal(refusalsOf(text).length, 1, text);
    for (const text of ['Git repository', 'Scaffold Project', 'Checks your program', '3 of 5 completed', '[Open](command:x.repo)'])
      assert.deepEqual(refusalsOf(text), [], text);
  });
});
