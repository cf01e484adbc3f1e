import assert from 'node:assert/strict';
import { commandEntries, type Entry, lessonEntries, noteEntries } from '../../../src/search/model/entries';
import { SearchIndex } from '../../../src/search/model/searchIndex';

const topic = (id: string, title: string, about = ''): Entry => ({
  id: `topic:${id}`,
  target: { kind: 'topic', topic: id },
  title,
  place: 'Basics',
  about,
  text: '',
});

const objective = (id: string, title: string): Entry => ({
  ...topic(id, title),
  id: `objective:${id}`,
  target: { kind: 'objective', topic: id },
});

describe('search index', () => {
  let index: SearchIndex;
  beforeEach(() => (index = new SearchIndex()));
  const find = (query: string) => index.search(query).map(({ entry }) => entry.id);

  it('puts a title before an objective, and an objective before a text', () => {
    const [text] = lessonEntries({ id: 'http', title: 'HTTP' }, [
      { heading: 'why', title: 'Why it matters', text: 'A cookie is sent back.' },
    ]);
    index.add([text!, objective('cookies', 'Set a cookie'), topic('sessions', 'Cookie and session')]);
    assert.deepEqual(find('cookie'), ['topic:sessions', 'objective:cookies', 'lesson:http/why']);
  });

  it('leads several words to the part that says them: a title, a heading, an objective, a text, and then a topic that is about them', () => {
    const lesson = (title: string, text: string) => lessonEntries({ id: title, title: 'Any' }, [{ heading: 'h', title, text }]);
    const about = 'Make a POST safe with an idempotency key';
    index.add([
      topic('design', 'API Design', about),
      ...lesson('Repeat a POST', 'Send an Idempotency-Key each time.'),
      objective('safe', about),
      ...lesson('The idempotency of a key', ''),
      ...lesson('A key is good for idempotency', ''),
      topic('keys', 'Idempotency Keys'),
    ]);
    assert.deepEqual(find('idempotency key'), [
      'topic:keys',
      'lesson:The idempotency of a key/h',
      'lesson:A key is good for idempotency/h',
      'objective:safe',
      'lesson:Repeat a POST/h',
      'topic:design',
    ]);
    assert.deepEqual(find('idempotency')[0], 'topic:keys', 'one word is the name of a subject');
  });

  it('finds the beginning of a word, in any case, with or without accents', () => {
    index.add([topic('a', 'Résumé of Caching')]);
    for (const query of ['cach', 'CACHING', 'resume', 'résumé']) assert.deepEqual(find(query), ['topic:a'], query);
  });

  it('forgives a letter in long words, and none in short ones', () => {
    index.add([topic('auth', 'Authentication'), topic('sql', 'SQL')]);
    assert.deepEqual(find('authentcation'), ['topic:auth']);
    assert.deepEqual(find('autentication'), ['topic:auth']);
    assert.deepEqual(find('sqm'), []);
  });

  it('forgives swapped letters in short words, and a wrong one in words of four', () => {
    index.add([topic('http', 'HTTP and HTTPS'), topic('cache', 'Cache a read'), topic('sql', 'SQL'), topic('node', 'Node.js')]);
    assert.deepEqual(find('htpt'), ['topic:http']);
    assert.deepEqual(find('HTPT'), ['topic:http']);
    assert.deepEqual(find('htpp'), ['topic:http']);
    assert.deepEqual(find('cahce'), ['topic:cache']);
    assert.deepEqual(find('cahce raed'), ['topic:cache']);
    assert.deepEqual(find('slq'), ['topic:sql']);
    assert.deepEqual(find('nide'), ['topic:node']);
    assert.deepEqual(find('hptt'), [], 'two slips make another word of four letters');
  });

  it('puts nothing that is only like a word before what has the word or begins with it', () => {
    index.add([topic('data', 'Data'), topic('node', 'Node'), objective('date', 'Keep a date'), objective('codes', 'Name all codes')]);
    assert.deepEqual(find('date'), ['objective:date']);
    assert.deepEqual(find('code'), ['objective:codes']);
  });

  it('finds compounds however they are written', () => {
    index.add([topic('node', 'Node.js'), topic('live', 'Real-Time'), topic('ship', 'CI/CD')]);
    for (const query of ['nodejs', 'node.js', 'node js']) assert.deepEqual(find(query), ['topic:node'], query);
    for (const query of ['realtime', 'real-time', 'real time']) assert.deepEqual(find(query), ['topic:live'], query);
    for (const query of ['cicd', 'ci/cd']) assert.deepEqual(find(query), ['topic:ship'], query);
  });

  it('wants all words, and takes some of them when nothing has all', () => {
    index.add([topic('a', 'Queues and jobs'), topic('b', 'Queues at the post office')]);
    assert.deepEqual(find('queues jobs'), ['topic:a']);
    assert.deepEqual(find('queues zebra').sort(), ['topic:a', 'topic:b']);
  });

  it('passes over words that say nothing, unless there are no others', () => {
    index.add([topic('a', 'Caching'), topic('b', 'How the Internet Works')]);
    assert.deepEqual(find('how do I do caching'), ['topic:a']);
    assert.deepEqual(find('how the'), ['topic:b']);
  });

  it('finds nothing for nothing, and takes any text', () => {
    index.add([topic('a', 'Caching')]);
    for (const query of ['', '   ', '***', '(', '$(star)', '\\']) assert.deepEqual(find(query), [], query);
  });

  it('replaces what is there, and all of a kind', () => {
    index.add([topic('a', 'Old name'), ...noteEntries({ id: 'a', title: 'A' }, ['first', 'second'])]);
    index.add([topic('a', 'New name')]);
    index.replace('note', noteEntries({ id: 'a', title: 'A' }, ['third']));
    assert.deepEqual([find('old'), find('new'), find('first'), find('second'), find('third')], [[], ['topic:a'], [], [], ['note:a/0']]);
    index.replace('note', []);
    assert.deepEqual([find('third'), index.ofKind('note')], [[], []]);
    index.replace('command', commandEntries([{ command: 'x.plan', title: 'Plan My Journey' }]));
    assert.deepEqual(find('plan'), ['command:x.plan']);
  });

  it('tells which words it found', () => {
    index.add([topic('a', 'Authentication', 'Passwords')]);
    assert.deepEqual(index.search('authentcation')[0]?.terms, ['authentication']);
  });

  it('gives no more than a list can show', () => {
    index.add(Array.from({ length: 200 }, (_, at) => topic(String(at), `Number ${at}`)));
    assert.equal(find('number').length, 60);
  });
});
