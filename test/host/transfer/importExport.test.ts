import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../../src/api';
import type { App } from '../../../src/app';
import { exportChecklist } from '../../../src/transfer/exportProgress';
import { exportProgress } from '../../../src/transfer/exportProgress';
import { importProgress } from '../../../src/transfer/importProgress';
import { encodeProgress } from '../../../src/progress/model/codec';
import { CommandId } from '../../../src/ids';
import { activate, resetEverything } from '../support/extension';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { TestMachine, type TestWindow } from '../support/stores';
import { until } from '../support/until';

const at = (v: string, t = 1_000) => ({ v, t, w: 'other' });
const envelope = (registers: Record<string, unknown>, version = 1) => ({ format: 'backend-roadmap-progress', version, registers });

/** Later than what other files have written to the installed extension. */
const DAY = 86_400_000;

describe('import and export', () => {
  let machine: TestMachine;
  let window: TestWindow;
  let messages: Shown[];
  const appOf = ({ store, notes }: Pick<TestWindow, 'store' | 'notes'>) =>
    ({
      store,
      notes: () => Promise.resolve(notes),
      library: { index: store.index },
      log: { warn: (line: string) => window.logged.push(line) },
    }) as unknown as App;
  const importText = async (text: string) => importProgress(appOf(window), [await machine.write(text, 'file.json')]);
  const importRegisters = (registers: Record<string, unknown>) => importText(JSON.stringify(envelope(registers)));
  const saveTo = (file: vscode.Uri | undefined) => replaceInWindow('showSaveDialog', () => Promise.resolve(file));

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    window = await machine.newLoadedWindow();
    messages = recordMessages();
  });
  afterEach(async () => {
    restoreWindow();
    await machine.remove();
  });

  it('an export, imported where there is nothing, brings everything back', async () => {
    const { store } = window;
    await importRegisters({ 'frontend/css#status': at('done'), 'small/gone#status': at('done'), 'small/http#mood': at('good') });
    await store.setStatus(['http', 'sql'], 'done');
    await store.setStatus(['sql'], 'todo');
    await store.addProof('http', { kind: 'quiz', id: 'http' });
    const file = vscode.Uri.joinPath(machine.storage, 'export.json');
    saveTo(file);
    await exportProgress(appOf(window));

    const elsewhere = TestMachine.in(temporaryHome());
    const other = await elsewhere.newLoadedWindow();
    const empty = other.store;
    await importProgress(appOf(other), [file]);
    assert.deepEqual(encodeProgress(empty.all()), encodeProgress(store.all()));
    assert.equal(empty.all().size, 6);
    assert.deepEqual(encodeProgress((await elsewhere.newLoadedWindow()).store.all()), encodeProgress(store.all()));
    await elsewhere.remove();
  });

  it('an export says when it was made, and no save means no file', async () => {
    await window.store.setStatus(['http'], 'done');
    const file = vscode.Uri.joinPath(machine.storage, 'export.json');
    saveTo(file);
    await exportProgress(appOf(window));
    const { format, version, exportedAt } = JSON.parse(await machine.read('export.json')) as Record<string, string>;
    assert.deepEqual([format, version, Number.isNaN(Date.parse(exportedAt ?? ''))], ['backend-roadmap-progress', 1, false]);
    assert.match(messages[0]?.text ?? '', /^Saved to .*export\.json\.$/);
    messages.length = 0;
    saveTo(undefined);
    await exportProgress(appOf(window));
    assert.deepEqual(messages, []);
  });

  it('a file that cannot be written is named', async () => {
    const file = vscode.Uri.joinPath(await machine.write('x', 'a-file'), 'below.json');
    saveTo(file);
    await assert.rejects(exportProgress(appOf(window)), /below\.json could not be written: /);
  });

  it('notes travel with an export, and where they differ both are kept, once', async () => {
    const { notes } = window;
    await notes.writeFile('/small/http.md', Buffer.from('# HTTP\n\nmine\n'));
    const file = vscode.Uri.joinPath(machine.storage, 'export.json');
    saveTo(file);
    await exportProgress(appOf(window));

    const elsewhere = TestMachine.in(temporaryHome());
    const other = await elsewhere.newLoadedWindow();
    await other.notes.writeFile('/small/http.md', Buffer.from('written there\n'));
    await importProgress(appOf(other), [file]);
    const both = 'written there\n\n---\n\n**Imported from export.json**\n\n# HTTP\n\nmine\n';
    assert.equal(await other.notes.read('http'), both);
    assert.match(messages.at(-1)?.text ?? '', /^Notes imported from export\.json: 1\./);
    await importProgress(appOf(other), [file]);
    assert.equal(await other.notes.read('http'), both);
    assert.match(messages.at(-1)?.text ?? '', /holds nothing newer/);
    await elsewhere.remove();
  });

  describe('the Undo of an import', () => {
    const importNote = (note: string) => importText(JSON.stringify({ ...envelope({}), notes: { 'small/http': note } }));
    const proof = { v: true, t: 1_000, w: 'other' };
    beforeEach(() => (messages = recordMessages(({ buttons }) => buttons.find((button) => button === 'Undo'))));

    it('takes back what it set, and leaves the proofs that it brought', async () => {
      await importRegisters({ 'small/http#status': at('done'), 'small/http#proof:quiz:http': proof });
      await until('the tick is taken back', () => window.store.topic('http').status === 'todo');
      assert.equal(window.store.topic('http').proofs.length, 1);
    });

    it('is not offered for proofs alone: it would take back what was done before', async () => {
      await window.store.setStatus(['sql'], 'done');
      await importRegisters({ 'small/http#proof:quiz:http': proof });
      assert.deepEqual(
        messages.map(({ text, buttons }) => [text, buttons]),
        [['Imported 1 topic from file.json. What was newer here was kept.', []]],
      );
    });

    it('nor for proofs alone that were brought back after a reset', async () => {
      await window.store.addProof('http', { kind: 'quiz', id: 'http' });
      await window.store.reset(['http']);
      messages = recordMessages(({ buttons }) => buttons[0]);
      await importRegisters({ 'small/http#proof:quiz:http': proof });
      await until('it is told', () => messages.some(({ text }) => text.startsWith('Brought back')));
      assert.deepEqual(messages.at(-1)?.buttons, []);
      assert.equal(window.store.topic('http').proofs.length, 1);
    });

    it('takes back notes, to what they were', async () => {
      const { notes } = window;
      await notes.writeFile('/small/http.md', Buffer.from('mine\n'));
      await importNote('theirs');
      await until('the note is as it was', async () => (await notes.read('http')) === 'mine\n');
    });

    it('leaves a note that was written on since, and says so', async () => {
      const { notes } = window;
      let click: (button: string) => void = () => undefined;
      replaceInWindow('showInformationMessage', (text: string, ...buttons: string[]) => {
        messages.push({ kind: 'info', text, modal: false, detail: undefined, buttons });
        return new Promise<string>((resolve) => (click = resolve));
      });
      await importNote('theirs');
      await notes.writeFile('/small/http.md', Buffer.from('theirs, and mine'));
      click('Undo');
      await until('it is told', () => messages.at(-1)?.text === 'Notes that you have written on since, and that stay: 1.');
      assert.equal(await notes.read('http'), 'theirs, and mine');
    });
  });

  it('damaged notes are left out and told, and progress is imported', async () => {
    await importText(JSON.stringify({ ...envelope({ 'small/http#status': at('done') }), notes: { 'small/http': 7, 'small/sql': 'good' } }));
    assert.equal(window.store.topic('http').status, 'done');
    assert.deepEqual([await window.notes.read('http'), await window.notes.read('sql')], ['', 'good']);
    assert.match(messages[0]?.text ?? '', /1 entries could not be read and were left out/);
  });

  it('the checklist is written as Markdown', async () => {
    await window.store.setStatus(['http'], 'done');
    saveTo(vscode.Uri.joinPath(machine.storage, 'list.md'));
    await exportChecklist(appOf(window));
    assert.match(
      await machine.read('list.md'),
      /^# Small Roadmap\n\n1\/6 completed \(16%\)\n\n## Basics \(1\/2\)\n\n- \[ \] How the Web Works\n- \[x\] HTTP\n/,
    );
  });

  it('merges and never replaces: the later change of each topic wins', async () => {
    const { store } = window;
    await store.setStatus(['http', 'sql'], 'done');
    await importRegisters({
      'small/http#status': at('todo'),
      'small/sql#status': at('skipped', Date.now() + 60_000),
      'small/cache#status': at('doing'),
    });
    assert.deepEqual(['http', 'sql', 'cache'].map((id) => store.topic(id).status), ['done', 'skipped', 'doing']); // prettier-ignore
    assert.deepEqual(messages.map(({ text }) => text), ['Imported 2 topics from file.json. What was newer here was kept.']); // prettier-ignore
    await store.undo();
    assert.deepEqual(['http', 'sql', 'cache'].map((id) => store.topic(id).status), ['done', 'done', 'todo']); // prettier-ignore
  });

  it('says so when there is nothing new', async () => {
    await window.store.setStatus(['http'], 'done');
    await importRegisters({ 'small/http#status': at('todo') });
    assert.deepEqual(messages.map(({ kind, text }) => [kind, text]), [['info', 'file.json holds nothing newer than what you have here. Nothing was changed.']]); // prettier-ignore
    assert.equal((await window.store.undo()).size, 1, 'undo takes back the tick, not the import that changed nothing');
  });

  const hostile =
    '{"__proto__":{"v":"done","t":1,"w":"a"},"constructor":{"v":1,"t":1,"w":"a"},"small/http#status":{"v":{"__proto__":{"admin":true}},"t":1,"w":"a"}}';
  it('hostile keys and values do no harm', async () => {
    await importText(`{"format":"backend-roadmap-progress","version":1,"registers":${hostile}}`);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
    assert.equal(window.store.progress.done, 0);
    assert.match(messages[0]?.text ?? '', /2 entries could not be read and were left out/);
    assert.equal((await machine.newLoadedWindow()).store.topic('http').status, 'todo');
  });

  it('damaged entries are left out, told and logged; the others are imported', async () => {
    await importRegisters({ 'small/http#status': at('done'), 'small/sql#status': { v: 'done' }, nonsense: 1 });
    assert.deepEqual([window.store.topic('http').status, window.store.topic('sql').status], ['done', 'todo']);
    assert.deepEqual(messages.map(({ kind }) => kind), ['warning', 'info']); // prettier-ignore
    assert.equal(window.logged.filter((line) => line.includes('left out')).length, 2);
  });

  it('a time at the end of time does not make later ticks unreadable', async () => {
    await importRegisters({ 'small/http#status': at('skipped', 8.64e15), 'small/sql#status': at('done') });
    await window.store.setStatus(['http', 'cache'], 'done');
    const { store, logged } = await machine.newLoadedWindow();
    assert.deepEqual(['http', 'sql', 'cache'].map((id) => store.topic(id).status), ['done', 'done', 'done']); // prettier-ignore
    assert.deepEqual(logged, []);
  });

  const refused: [name: string, text: string, reason: RegExp][] = [
    ['that is not JSON', 'garbage', /file\.json was not imported: it is not JSON \(.+\)\. Your progress is unchanged\.$/],
    ['that is empty', '', /it is not JSON/],
    ['that is cut off', JSON.stringify(envelope({ 'small/http#status': at('done') })).slice(0, -5), /it is not JSON/],
    ['of something else', '{"name":"x"}', /it is not an export of Backend Roadmap\./],
    ['that is null', 'null', /it is not an export of Backend Roadmap\./],
    [
      'of a newer release',
      JSON.stringify(envelope({ 'small/http#status': at('done') }, 2)),
      /it was written by a newer release \(format 2\); update the extension first\./,
    ],
    ['that is too large', ' '.repeat(50_000_001), /it is larger than 50 MB\./],
  ];
  for (const [name, text, reason] of refused) {
    it(`a file ${name} is refused with the reason, and nothing is changed`, async () => {
      await window.store.setStatus(['sql'], 'done');
      const before = encodeProgress(window.store.all());
      await assert.rejects(importText(text), reason);
      assert.deepEqual(encodeProgress(window.store.all()), before);
    });
  }

  it('a file that is not there is refused', async () => {
    const missing = vscode.Uri.joinPath(machine.storage, 'missing.json');
    await assert.rejects(importProgress(appOf(window), [missing]), /missing\.json was not imported: it could not be read/);
  });

  describe('through the commands of the installed extension', () => {
    let api: BackendRoadmapApi;
    before(async () => (api = await activate()));
    beforeEach(() => resetEverything(api));
    after(() => resetEverything(api));

    it('a file given as an address is imported, and a bad one is a message and no error', async () => {
      const { id } = api.getRoadmap().sections[0]!.topics[0]!;
      const good = await machine.write(
        JSON.stringify(envelope({ [`backend/${id}#status`]: at('doing', Date.now() + 2 * DAY) })),
        'good.json',
      );
      await vscode.commands.executeCommand(CommandId.importProgress, good);
      assert.equal(api.getStatus(id), 'doing');
      messages.length = 0;
      await vscode.commands.executeCommand(CommandId.importProgress, await machine.write('garbage', 'bad.json'));
      assert.deepEqual([messages.length, messages[0]?.kind], [1, 'error']);
      assert.match(messages[0]?.text ?? '', /^bad\.json was not imported: it is not JSON/);
      assert.equal(api.getStatus(id), 'doing');
    });

    it('without an address the learner is asked for a file', async () => {
      let asked = 0;
      replaceInWindow('showOpenDialog', () => {
        asked++;
        return Promise.resolve();
      });
      for (const argument of [undefined, null, 'file.json', { scheme: 'file', path: '/x' }]) {
        await vscode.commands.executeCommand(CommandId.importProgress, argument);
      }
      assert.deepEqual([asked, messages.length], [4, 0]);
    });
  });
});
