import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BSON, type Document } from 'bson';
import { openStore, type WritePart } from '../../../../../src/devServices/standIns/mongodb/journal';
import { readIndexSpec } from '../../../../../src/devServices/standIns/mongodb/indexes';
import { makeTemporary } from '../../../../support/temporary';

/** A disk with room for so many bytes more. Writes come in small parts, as a disk may do it. */
class Disk {
  constructor(public room: number) {}
  readonly write: WritePart = (file, bytes, offset, length, place) => {
    if (this.room === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const part = writeSync(file, bytes, offset, Math.min(length, this.room, 50), place);
    this.room -= part;
    return part;
  };
}

describe('The journal of the MongoDB stand-in', () => {
  let folder: string;
  beforeEach(() => (folder = makeTemporary('journal')));

  const file = (): string => join(folder, 'journal.bson');
  const idsAfterRestart = (): unknown[] => {
    const { store, close } = openStore(folder);
    close();
    return [...(store.find('a', 'x')?.all() ?? [])].map(({ _id }) => _id);
  };

  for (const size of [10, 3000]) {
    it(`keeps what it acknowledges after a full disk, documents of ${String(size)} characters`, () => {
      const disk = new Disk(Infinity);
      const { store, close } = openStore(folder, disk.write);
      const documents = store.getOrCreate('a', 'x');
      documents.insert({ _id: 'before' });
      disk.room = 120;
      assert.throws(() => documents.insert({ _id: 'full', s: 'x'.repeat(40_000) }), /ENOSPC/);
      disk.room = Infinity;
      for (let i = 0; i < 3; i++) documents.insert({ _id: i, s: 'y'.repeat(size) });
      close();
      assert.deepEqual(idsAfterRestart(), ['before', 0, 1, 2]);
      assert.equal(existsSync(`${file()}.damaged`), false);
    });
  }

  it('changes nothing that it could not keep', () => {
    const disk = new Disk(Infinity);
    const { store, close } = openStore(folder, disk.write);
    const documents = store.getOrCreate('a', 'x');
    documents.createIndex(readIndexSpec({ key: { n: 1 }, unique: true }));
    const first = { _id: 1, n: 1 };
    documents.insert(first);
    disk.room = 0;
    const refused = { code: 14031 };
    assert.throws(() => documents.insert({ _id: 2, n: 2 }), refused);
    assert.throws(() => documents.replace(first, { _id: 1, n: 3 }), refused);
    assert.throws(() => documents.delete(first), refused);
    assert.throws(() => documents.dropIndex('n_1'), refused);
    assert.throws(() => documents.createIndex(readIndexSpec({ key: { m: 1 } })), refused);
    assert.throws(() => store.drop('a', 'x'), refused);
    assert.throws(() => store.getOrCreate('b', 'y'), refused);
    assert.deepEqual([...documents.all()], [first]);
    assert.deepEqual(
      documents.listIndexes().map(({ name }) => name),
      ['_id_', 'n_1'],
    );
    assert.deepEqual(store.databaseNames(), ['a']);
    disk.room = Infinity;
    documents.insert({ _id: 3, n: 3 });
    documents.insert({ _id: 2, n: 2 });
    close();
    assert.deepEqual(idsAfterRestart(), [1, 3, 2]);
  });

  it('starts with what stands before a damaged record, and keeps the file aside', () => {
    const { store, close } = openStore(folder);
    for (let i = 0; i < 3; i++) store.getOrCreate('a', 'x').insert({ _id: i, s: 'y'.repeat(100) });
    close();
    const bytes = readFileSync(file());
    // The last byte of a record is zero.
    bytes[bytes.length - 1] = 7;
    const damaged = Buffer.concat([bytes, bytes]);
    writeFileSync(file(), damaged);
    assert.deepEqual(idsAfterRestart(), [0, 1]);
    assert.deepEqual(readFileSync(`${file()}.damaged`), damaged);
    assert.deepEqual(idsAfterRestart(), [0, 1]);
  });

  it('starts without records that no server has written, and keeps the file aside', () => {
    const put = (id: string) => BSON.serialize({ op: 'put', db: 'a', c: 'x', d: { _id: id } });
    const nobodys: Document[] = [
      { op: 'dropIndex', name: { toString: 1 } },
      { op: 'index', spec: {} },
      { op: 'index', spec: { key: { a: { b: 1 } }, name: 'a', expireAfterSeconds: 'x' } },
      { op: 'index', spec: { key: null, name: { a: 1 } } },
      { op: 'put', d: { _id: ['x'] } },
      { op: 'remove', id: { $where: 'x' } },
      { op: 'create', options: { validator: 1, capped: 'x', timeseries: {} } },
    ];
    for (const record of nobodys) {
      writeFileSync(file(), Buffer.concat([put('before'), BSON.serialize({ db: 'a', c: 'x', ...record }), put('behind')]));
      const ids = idsAfterRestart();
      assert.ok(ids.includes('before') && ids.includes('behind'), JSON.stringify([record, ids]));
    }
  });

  it('leaves the file as it was when there is no room for a new one', () => {
    const { store, close } = openStore(folder);
    store.getOrCreate('a', 'x').insert({ _id: 1 });
    close();
    assert.throws(() => openStore(folder, new Disk(70).write), /ENOSPC/);
    assert.equal(existsSync(`${file()}.new`), false);
    assert.deepEqual(idsAfterRestart(), [1]);
  });
});
