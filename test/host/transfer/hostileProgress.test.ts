import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync, utimesSync } from 'node:fs';
import * as vscode from 'vscode';
import type { App } from '../../../src/app';
import { readPlanView } from '../../../src/plan';
import type { Register } from '../../../src/progress/model/registers';
import { readOrdinary } from '../../../src/content/ordinaryFile';
import { importProgress } from '../../../src/transfer/importProgress';
import { temporaryHome } from '../support/home';
import { recordMessages, restoreWindow, type Shown } from '../support/messages';
import { journalLines, noRepos, TestMachine, type TestWindow } from '../support/stores';
import { until } from '../support/until';

const DAY = 86_400_000;
const YEAR = 366 * DAY;
const END_OF_TIME = 8.64e15;
const at = (v: Register['v'], t = 1_000, w = 'other'): Register => ({ v, t, w });
const stored = (registers: Record<string, unknown>) => ({ format: 'backend-roadmap-progress', version: 1, registers });

/** What strangers put into files, journals and the synced copy. Nothing of it may falsify, freeze or lose what the learner does. */
describe('hostile progress', () => {
  let machine: TestMachine;
  let messages: Shown[];
  const machineWith = (registers: Record<string, unknown>) => (machine = TestMachine.in(temporaryHome(), { progress: stored(registers) }));
  const mirrored = () => (machine.state.stored['progress'] as { registers: Record<string, Register> } | undefined)?.registers ?? {};
  const importFile = async (window: TestWindow, content: unknown) => {
    const app = { store: window.store, notes: () => Promise.resolve(window.notes), library: { index: window.store.index }, log: { warn: (line: string) => window.logged.push(line) } }; // prettier-ignore
    await importProgress(app as unknown as App, [
      await machine.write(typeof content === 'string' ? content : JSON.stringify(content), 'file.json'),
    ]);
  };
  const journal = async (content: string, mtime = Date.now()) => {
    const { fsPath } = await machine.write(content, 'journal', 'theirs.jsonl');
    utimesSync(fsPath, new Date(mtime), new Date(mtime));
  };
  /** When the status of a topic was set. */
  const changedAt = ({ store }: TestWindow, topic: string) => store.topic(topic).changedAt ?? NaN;
  const assertNow = (time: number, since: number) =>
    assert.ok(time >= since && time <= Date.now() + 1_000, `${new Date(time).toISOString()} is not now`);

  beforeEach(() => {
    machine = TestMachine.in(temporaryHome());
    messages = recordMessages();
  });
  afterEach(async () => {
    restoreWindow();
    await machine.remove();
  });

  describe('stamped in times to come', () => {
    it('an import of an unknown roadmap does not date what is ticked afterwards, and a later tick elsewhere wins', async () => {
      const window = await machine.newLoadedWindow();
      const since = Date.now();
      await importFile(window, stored({ 'frontend/css#status': at('done', since + YEAR) }));
      assert.match(messages[0]?.text ?? '', /^file\.json holds progress of topics that this release does not know\. It was kept/);
      assert.deepEqual(messages[0]?.buttons, ['Undo']);
      await window.store.setStatus(['http'], 'done');
      assertNow(changedAt(window, 'http'), since);
      assert.equal(readPlanView({ store: window.store, projects: noRepos }).statistics.weeks.at(-1)?.completed, 1);
      const later = { ...mirrored(), 'small/http#status': at('skipped', Date.now() + 60_000) };
      const elsewhere = machine.state.open();
      await elsewhere.update('progress', stored(later));
      const next = await machine.newLoadedWindow();
      assert.equal(next.store.topic('http').status, 'skipped');
    });

    it('an import counts as written now, in its order, and what is done later stays after reopening', async () => {
      const window = await machine.newLoadedWindow();
      const since = Date.now();
      await importFile(window, stored({ 'small/sql#status': at('done', END_OF_TIME - 1), 'small/http#status': at('done', END_OF_TIME) }));
      assertNow(changedAt(window, 'http'), since);
      assert.equal(changedAt(window, 'http') - changedAt(window, 'sql'), 1);
      await window.store.setStatus(['http'], 'todo');
      window.store.dispose();
      const next = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql'].map((id) => next.store.topic(id).status), ['todo', 'done']); // prettier-ignore
    });

    it('a line of a journal counts as written when its file was, and later ticks stay after reopening', async () => {
      const written = Date.now() - DAY;
      await journal(
        journalLines(['http', at('done', END_OF_TIME)], ['sql', at('doing', END_OF_TIME - 1)], ['cache', at('done', written - 5)]),
        written,
      );
      const window = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql', 'cache'].map((id) => window.store.topic(id).status), ['done', 'doing', 'done']); // prettier-ignore
      assert.deepEqual([Math.round(changedAt(window, 'http')), changedAt(window, 'cache')], [written, written - 5]);
      const since = Date.now();
      await window.store.setStatus(['http', 'cache'], 'skipped');
      assertNow(changedAt(window, 'http'), since);
      window.store.dispose();
      machine.state.stored = {};
      const next = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql', 'cache'].map((id) => next.store.topic(id).status), ['skipped', 'doing', 'skipped']); // prettier-ignore
    });

    it('a journal that another release has dated a year ahead keeps the order of its ticks', async () => {
      const ahead = Date.now() + YEAR;
      await journal(
        journalLines(
          ['http', at('doing', 1_000)],
          ['http', at('done', ahead)],
          ['sql', at('done', ahead + 1)],
          ['sql', at('skipped', ahead + 2)],
        ),
      );
      const { store } = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql'].map((id) => store.topic(id).status), ['done', 'skipped']); // prettier-ignore
    });

    it('a journal whose file is dated ahead, too, wins over nothing that is done here', async () => {
      const ahead = Date.now() + YEAR;
      await journal(journalLines(['http', at('doing', ahead)], ['sql', at('done', ahead + 1)]), ahead + 1_000);
      const since = Date.now();
      const window = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql'].map((id) => window.store.topic(id).status), ['doing', 'done']); // prettier-ignore
      await window.store.setStatus(['http'], 'done');
      assertNow(changedAt(window, 'http'), since);
      machine.closeAll();
      machine.state.stored = {};
      const next = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql'].map((id) => next.store.topic(id).status), ['done', 'done']); // prettier-ignore
    });

    it('a synced copy counts as written now, and what is done here afterwards wins over it for good', async () => {
      machineWith({ 'small/http#status': at('done', Date.now() + YEAR), 'small/sql#status': at('done', END_OF_TIME) });
      const since = Date.now();
      const [window, other] = [await machine.newLoadedWindow(), await machine.newLoadedWindow()];
      assert.deepEqual(['http', 'sql'].map((id) => window.store.topic(id).status), ['done', 'done']); // prettier-ignore
      assertNow(changedAt(window, 'http'), since);
      await window.store.setStatus(['http'], 'todo');
      await until('the other window sees it', () => other.store.topic('http').status === 'todo');
      await until('the copy is honest', () => Object.values(mirrored()).length === 2 && Object.values(mirrored()).every(({ t }) => t <= Date.now() + 1_000)); // prettier-ignore
      machine.closeAll();
      const next = await machine.newLoadedWindow();
      assert.deepEqual(['http', 'sql'].map((id) => next.store.topic(id).status), ['todo', 'done']); // prettier-ignore
    });

    it('a synced copy that is dated ahead but says less than the journal changes nothing', async () => {
      const ahead = Date.now() + YEAR;
      await journal(journalLines(['http', at('doing', ahead)], ['http', at('done', ahead + 1)]));
      machine.state.stored = { progress: stored({ 'small/http#status': at('doing', ahead) }) };
      const { store } = await machine.newLoadedWindow();
      assert.equal(store.topic('http').status, 'done');
    });
  });

  it('that is no file at all is not waited for', async function () {
    // Windows has no pipe that lies in a folder.
    if (process.platform === 'win32') this.skip();
    const window = await machine.newLoadedWindow();
    const file = await machine.write('', 'pipe.json');
    rmSync(file.fsPath);
    assert.equal(spawnSync('mkfifo', [file.fsPath]).status, 0);
    const app = { store: window.store, library: { index: window.store.index } } as unknown as App;
    await assert.rejects(importProgress(app, [file]), /it is not a file\. Your progress is unchanged\.$/);
    assert.equal(await readOrdinary(file, 1_000), undefined);
  });

  it('that says it is empty, and has no end, is not read to its end', async function () {
    // What Linux says of the memory of a process: in files of no size, of which the first has some thousand bytes, the other some hundred gigabytes.
    if (process.platform !== 'linux') this.skip();
    const window = await machine.newLoadedWindow();
    const file = await machine.write('', 'memory.json');
    for (const known of ['/proc/self/maps', '/proc/self/pagemap']) {
      rmSync(file.fsPath);
      symlinkSync(known, file.fsPath);
      assert.equal(await readOrdinary(file, 1_000), undefined);
    }
    const app = { store: window.store, library: { index: window.store.index } } as unknown as App;
    await assert.rejects(importProgress(app, [file]), /it is larger than \d+ MB\. Your progress is unchanged\.$/);
  });

  describe('a plan', () => {
    const plan = {
      version: 1,
      hours: 1,
      start: '2026-11-23',
      made: '2026-11-23',
      target: null,
      projects: true,
      works: [['topic', 'http', 2]],
    };
    const beyond: [name: string, damaged: unknown][] = [
      ['that starts at the end of all years', { ...plan, start: '9999-12-31' }],
      ['of five million hours at one hour a week', { ...plan, works: Array.from({ length: 1_000 }, () => ['topic', 'http', 1_000]) }],
      ['that was made in another century', { ...plan, made: '1970-01-01', start: '1970-01-01' }],
      ['that will have been made next year', { ...plan, made: '2199-01-01', start: '2199-01-01' }],
      ['that is none', 'tomorrow'],
    ];
    for (const [name, damaged] of beyond) {
      it(`${name} is left out of an import, told, and keeps the plan that is here`, async () => {
        const window = await machine.newLoadedWindow();
        await window.store.setField('plan', plan);
        await importFile(window, stored({ 'small/-roadmap#plan': at(damaged as never, Date.now() + DAY), 'small/sql#status': at('done') }));
        assert.deepEqual(window.store.field('plan'), plan);
        assert.equal(window.store.topic('sql').status, 'done');
        assert.match(messages[0]?.text ?? '', /^file\.json: 1 entries could not be read and were left out/);
        assert.ok(window.logged.some((line) => line.includes('the plan is damaged, or goes beyond what a plan can be')));
      });
    }

    it('that is stored all the same is no plan, said to be unreadable, and kept', async () => {
      machineWith({ 'small/-roadmap#plan': at({ ...plan, start: '9999-12-31' }) });
      const { store } = await machine.newLoadedWindow();
      const view = readPlanView({ store, projects: noRepos });
      assert.deepEqual([view.journey, view.hasUnreadablePlan], [undefined, true]);
      assert.notEqual(store.field('plan'), undefined);
    });

    it('of a newer release is kept', async () => {
      const window = await machine.newLoadedWindow();
      await importFile(window, stored({ 'small/-roadmap#plan': at({ version: 2, weeks: [] }) }));
      assert.deepEqual(window.store.field('plan'), { version: 2, weeks: [] });
    });
  });

  describe('in masses', () => {
    const unknown = (count: number): Record<string, Register> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`frontend/t${i}#status`, at('done', 1_000 + i)]));

    it('unknown entries of an import are taken up to a thousand, and the rest is told', async () => {
      const window = await machine.newLoadedWindow();
      await importFile(window, stored({ ...unknown(12_000), 'small/http#status': at('done') }));
      assert.equal(window.store.topic('http').status, 'done');
      assert.equal(window.store.all().size, 1_001);
      assert.match(messages[0]?.text ?? '', /^file\.json: 11000 entries could not be read and were left out/);
    });

    it('unknown entries of an old journal stay there, and the synced copy carries a thousand', async () => {
      const lines = Object.entries(unknown(10_000)).map(([k, one]) => `${JSON.stringify({ k, ...one })}\n`);
      await journal(lines.join(''));
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      assert.equal(store.all().size, 10_001);
      await until('the tick is in the copy', () => 'small/http#status' in mirrored());
      assert.equal(Object.keys(mirrored()).length, 1_001);
    });

    it('notes of topics that nobody knows are not written', async () => {
      const window = await machine.newLoadedWindow();
      const notes = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`small/t${i}`, 'note']));
      await importFile(window, { ...stored({}), notes: { ...notes, 'small/http': 'mine' } });
      assert.deepEqual([...(await window.notes.all()).keys()], ['small/http']);
      assert.match(messages[0]?.text ?? '', /^file\.json: 20000 entries could not be read and were left out/);
      assert.ok(window.logged.length < 110, 'the log stays readable');
      assert.match(messages[1]?.text ?? '', /^Notes imported from file\.json: 1\./);
    });

    it('a note that would become larger than a note can be is left out and told, and the others come', async () => {
      const window = await machine.newLoadedWindow();
      await window.notes.writeFile('/small/http.md', Buffer.from('m'.repeat(600_000)));
      await importFile(window, { ...stored({}), notes: { 'small/http': 't'.repeat(600_000), 'small/sql': 'good' } });
      assert.deepEqual([(await window.notes.read('http')).length, await window.notes.read('sql')], [600_000, 'good']);
      assert.ok(messages.some(({ text }) => text.includes('larger than a note can be, and were left out: 1.')));
    });

    it('a file of 300,000 entries is refused before it is parsed', async () => {
      const window = await machine.newLoadedWindow();
      const notes = `{${'"a":"",'.repeat(300_000)}"b":""}`;
      const text = JSON.stringify({ ...stored({ 'small/http#status': at('done') }), notes: 0 }).replace('"notes":0', `"notes":${notes}`);
      await assert.rejects(importFile(window, text), {
        message: 'file.json was not imported: it has more entries than progress can have. Your progress is unchanged.',
      });
      assert.equal(window.store.topic('http').status, 'todo');
    });

    it('a synced copy that is nested too deeply to be kept is told, and is written anew', async () => {
      const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as Register['v'];
      machineWith({ 'small/sql#mood': at(deep), 'small/http#status': at('done') });
      const window = await machine.newLoadedWindow();
      await until('it is told', () => messages.length > 0);
      assert.match(messages[0]?.text ?? '', /^Part of your stored roadmap progress could not be read/);
      assert.equal(window.store.topic('http').status, 'done');
      await until('the copy is written', () => !('small/sql#mood' in mirrored()));
    });

    for (const depth of [4_389, 400_000]) {
      it(`a value nested ${depth} deep is left out, and the synced copy goes on`, async () => {
        const window = await machine.newLoadedWindow();
        const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
        const text = JSON.stringify(stored({ 'small/sql#mood': at('DEEP'), 'small/http#status': at('done') })).replace('"DEEP"', deep);
        await importFile(window, text);
        assert.match(messages[0]?.text ?? '', /^file\.json: 1 entries could not be read and were left out/);
        await until('the copy is written', () => mirrored()['small/http#status']?.v === 'done');
        assert.ok(!('small/sql#mood' in mirrored()));
      });
    }
  });

  it('the name of a file makes no link in what is told of it', async () => {
    const window = await machine.newLoadedWindow();
    const app = {
      store: window.store,
      notes: () => Promise.resolve(window.notes),
      library: { index: window.store.index },
      log: { warn: () => undefined },
    };
    const name = '[Show it](command:workbench.action.files.newUntitledFile) \u202e$(zap).json';
    const file = await machine.write(
      JSON.stringify({ ...stored({ 'small/http#status': at('done'), nonsense: 1 }), notes: { 'small/http': 'x' } }),
      name,
    );
    await importProgress(app as unknown as App, [file]);
    await importProgress(app as unknown as App, [file]);
    const shown = '[Show it] (command:workbench.action.files.newUntitledFile) $ (zap).json';
    assert.deepEqual(
      messages.map(({ text }) => text),
      [
        `${shown}: 1 entries could not be read and were left out; the log names them.`,
        `Notes imported from ${shown}: 1. What you had written here was kept.`,
        `Imported 1 topic from ${shown}. What was newer here was kept.`,
        `${shown}: 1 entries could not be read and were left out; the log names them.`,
        `${shown} holds nothing newer than what you have here. Nothing was changed.`,
      ],
    );
    await assert.rejects(importProgress(app as unknown as App, [await machine.write('[a](command:b)', 'x.json')]), (error: Error) => {
      assert.ok(error.message.includes('it is not JSON'));
      return true;
    });
  });

  it('what a disk refuses is said to be in danger, and is written as soon as there is room', async () => {
    const folder = await machine.write('a file where the folder should be', 'journal');
    const { store } = machine.newWindow();
    await assert.rejects(
      store.setStatus(['http'], 'done'),
      /could not be written to disk \(.+\)\. This window keeps it and goes on trying: do not close it/,
    );
    await vscode.workspace.fs.delete(folder);
    await until('it is written', async () => (await machine.files('journal')).length === 1);
    machine.state.stored = {};
    assert.equal((await machine.newLoadedWindow()).store.topic('http').status, 'done');
  });
});
