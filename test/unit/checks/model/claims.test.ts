import assert from 'node:assert/strict';
import { claimsOn, copyOf, type Former, settle } from '../../../../src/checks/model/claims';
import { noResults, type RepoResults, type StageResult } from '../../../../src/checks/model/results';
import { isIdentity, parseResults } from '../../../../src/checks/model/storedResults';

const ID = '11111111-2222-4333-8444-555555555555';
const OTHER = '99999999-aaaa-4bbb-8ccc-dddddddddddd';
const passedAt = (at: number): StageResult => ({ passed: true, at, firstPassedAt: at, failures: 0, hints: 0, checks: [] });
const kept = (uri: string, more: Partial<RepoResults> = {}): RepoResults => ({
  ...noResults(uri, 'rest-api'),
  ...{ id: ID, allowed: ['npm start'], stages: { hello: passedAt(5) } },
  ...more,
});
const look = (known: readonly RepoResults[], uri: string, id: string | undefined, formers: Record<string, Former> = {}) =>
  settle(known, { uri, id }, (claim) => formers[claim.uri]);

const OLD = 'file:///code/rest-api';
const NEW = 'file:///code/my-api';

describe('a project that is seen', () => {
  it('where it was: nothing is new', () => {
    const known = kept(OLD);
    const { here, moved, displaced, twin } = look([known], OLD, ID);
    assert.equal(here, known, 'nothing has to be written');
    assert.deepEqual([moved, displaced, twin], [[], undefined, undefined]);
  });

  it('in another folder, and no longer where it was, has its results there, and no consent', () => {
    const known = kept(OLD);
    const { here, moved } = look([known], NEW, ID, { [OLD]: 'left' });
    assert.deepEqual(here, { version: 1, id: ID, uri: NEW, project: 'rest-api', allowed: [], stages: { hello: passedAt(5) } });
    assert.deepEqual(moved, [known]);
  });

  it('in the same folder by another spelling has its consents, too', () => {
    const [big, small] = ['file:///c%3A/Code/REST-API', 'file:///c%3A/code/rest-api'];
    const { here } = look([kept(big)], small, ID, { [big]: 'same' });
    assert.deepEqual([here?.uri, here?.allowed], [small, ['npm start']]);
  });

  it('by another spelling is the same one without an id as well, if the disk says so', () => {
    const [big, small] = ['file:///c%3A/X', 'file:///c%3A/x'];
    const known = [kept(big, { id: undefined }), kept('file:///c%3A/y', { id: undefined })];
    assert.deepEqual(claimsOn(known, { uri: small, id: undefined }), [known[0]]);
    assert.equal(look(known, small, undefined, { [big]: 'same' }).here?.uri, small);
    assert.equal(look(known, small, undefined).here, undefined, 'two folders, on a disk that tells capitals apart');
  });

  it('in two folders is a copy in one of them: nothing is taken from the other', () => {
    const known = kept(OLD);
    const { here, moved, twin } = look([known], NEW, ID, { [OLD]: 'twin' });
    assert.deepEqual([here, moved, twin], [undefined, [], known]);
  });

  it('as a copy that has gone its own way without an id of its own is not asked about again', () => {
    const copy = kept(NEW, { id: undefined, stages: {} });
    const { here, twin } = look([kept(OLD), copy], NEW, ID, { [OLD]: 'twin' });
    assert.deepEqual([here, twin], [copy, undefined]);
  });

  it('where another one was makes it wait, and does not take what it had; it is found again', () => {
    const { here, displaced } = look([kept(OLD)], OLD, OTHER);
    assert.deepEqual([here, displaced], [undefined, kept(OLD, { uri: '' })]);
    const found = look([kept('', {})], NEW, ID, { '': 'left' });
    assert.deepEqual([found.here?.uri, found.here?.stages], [NEW, { hello: passedAt(5) }]);
  });

  it('with what an earlier version kept, by the address alone, takes it over', () => {
    const { here, displaced } = look([kept(OLD, { id: undefined })], OLD, ID);
    assert.deepEqual([here, displaced], [kept(OLD), undefined]);
  });

  it('without an id is known by its address', () => {
    assert.deepEqual(look([kept(OLD)], OLD, undefined).here, kept(OLD));
    assert.equal(look([kept(OLD)], NEW, undefined).here, undefined);
  });

  it('has what is known of both places, each stage as it was run last', () => {
    const here = kept(NEW, { allowed: ['node .'], stages: { hello: { ...passedAt(9), passed: false, firstPassedAt: undefined } } });
    const before = kept(OLD, { stages: { hello: passedAt(5), 'read-one': passedAt(6) } });
    const settled = look([before, here], NEW, ID, { [OLD]: 'left' });
    assert.deepEqual(settled.here?.allowed, ['node .']);
    assert.deepEqual(settled.here.stages, { hello: { ...passedAt(5), passed: false, at: 9 }, 'read-one': passedAt(6) });
  });

  it('of two projects that a folder was, is the one that was checked last', () => {
    const blog = kept(NEW, { project: 'blog-api', stages: { hello: passedAt(4) } });
    assert.equal(look([kept(OLD), blog], NEW, ID, { [OLD]: 'same' }).here?.project, 'rest-api');
    const later = { ...blog, stages: { hello: passedAt(6) } };
    assert.equal(look([kept(OLD), later], NEW, ID, { [OLD]: 'same' }).here?.project, 'blog-api');
  });

  it('as a copy begins with what was found in the original, or with nothing, and never with a consent', () => {
    const seen = { uri: NEW, id: OTHER };
    assert.deepEqual(copyOf(kept(OLD), seen, false), kept(NEW, { id: OTHER, allowed: [] }));
    assert.deepEqual(copyOf(kept(OLD), seen, true), kept(NEW, { id: OTHER, allowed: [], stages: {} }));
  });
});

describe('the id of a project', () => {
  const HOSTILE = ['', '__proto__', '../../../etc/passwd', `../${ID}`, `${ID}/..`, `${ID}\n`, OTHER.toUpperCase(), `${ID}${ID}`, 7, null];

  it('is one, and nothing else that may lie in a folder', () => {
    assert.equal(isIdentity(ID), true);
    for (const text of HOSTILE) assert.equal(isIdentity(text), false, String(text));
  });

  it('names the file of its results: those with another one are none', () => {
    assert.deepEqual(parseResults(JSON.stringify(kept(OLD))), kept(OLD));
    for (const id of HOSTILE) assert.equal(parseResults(JSON.stringify({ ...kept(OLD), id })), undefined, String(id));
  });
});
