import { collectionName, documentField, type CommandFamily } from '../command';
import type { Document } from '../documents';
import { describeIndex, idIndex, readIndexSpec } from '../indexes';
import { badValue, indexNotFound, MongoError, namespaceNotFound } from '../mongoError';
import { documentsOf, isDocument } from '../documents';
import { matcher } from '../queries';

/** Commands about collections, databases and indexes. */
export const collectionCommands: CommandFamily = {
  create: ({ store, database }, command) => {
    const name = collectionName(command);
    for (const option of ['viewOn', 'timeseries', 'validator', 'capped']) {
      if (command[option] !== undefined && command[option] !== false) {
        throw new MongoError(115, 'CommandNotSupported', `${option} is not supported by the built-in stand-in for MongoDB`);
      }
    }
    const options = Object.fromEntries(Object.entries(command).filter(([key]) => keptOptions.has(key)));
    const existing = store.find(database, name);
    if (existing !== undefined) {
      if (JSON.stringify(existing.options) === JSON.stringify(options)) return {};
      throw new MongoError(48, 'NamespaceExists', `Collection ${database}.${name} already exists.`);
    }
    store.getOrCreate(database, name, options);
    return {};
  },
  drop: ({ store, database }, command) => {
    const name = collectionName(command);
    const collection = store.find(database, name);
    // A server of 7.0 counts dropping what is not there as done.
    if (collection === undefined) return {};
    const nIndexesWas = collection.listIndexes().length;
    store.drop(database, name);
    return { nIndexesWas, ns: `${database}.${name}` };
  },
  dropDatabase: ({ store, database }) => (store.dropDatabase(database) ? { dropped: database } : {}),
  listCollections: ({ store, database, cursors }, command) => {
    const infos = store
      .collections(database)
      .map(({ name, options }): Document =>
        command['nameOnly'] === true
          ? { name, type: 'collection' }
          : { name, type: 'collection', options, info: { readOnly: false }, idIndex: describeIndex(idIndex) },
      );
    const accepts = matcher(documentField(command, 'filter') ?? {});
    return cursors.start(`${database}.$cmd.listCollections`, infos.filter(accepts), undefined);
  },
  listDatabases: ({ store }) => {
    const databases = store.databaseNames().map((name) => ({ name, sizeOnDisk: 0, empty: false }));
    return { databases, totalSize: 0 };
  },
  createIndexes: ({ store, database }, command) => {
    const name = collectionName(command);
    const createdCollectionAutomatically = store.find(database, name) === undefined;
    const collection = store.getOrCreate(database, name);
    const numIndexesBefore = collection.listIndexes().length;
    for (const index of documentsOf(command['indexes'])) {
      if (!isDocument(index['key']) || Object.keys(index['key']).length === 0) throw badValue('Index keys cannot be empty.');
      collection.createIndex(readIndexSpec(index));
    }
    return { numIndexesBefore, numIndexesAfter: collection.listIndexes().length, createdCollectionAutomatically };
  },
  listIndexes: ({ store, database, cursors }, command) => {
    const name = collectionName(command);
    const collection = store.find(database, name);
    if (collection === undefined) throw namespaceNotFound(`ns does not exist: ${database}.${name}`);
    return cursors.start(`${database}.${name}`, collection.listIndexes().map(describeIndex), undefined);
  },
  dropIndexes: ({ store, database }, command) => {
    const name = collectionName(command);
    const collection = store.find(database, name);
    if (collection === undefined) throw namespaceNotFound(`ns not found ${database}.${name}`);
    const specs = collection.listIndexes();
    const wanted = command['index'];
    if (wanted === idIndex.name) throw new MongoError(72, 'InvalidOptions', 'cannot drop _id index');
    const chosen = specs.filter(({ name: index, key }) => {
      if (index === idIndex.name) return false;
      if (wanted === '*') return true;
      if (isDocument(wanted)) return JSON.stringify(wanted) === JSON.stringify(key);
      return Array.isArray(wanted) ? wanted.includes(index) : index === wanted;
    });
    if (chosen.length === 0 && wanted !== '*') throw indexNotFound(`index not found with name [${String(wanted)}]`);
    for (const { name: index } of chosen) collection.dropIndex(index);
    return { nIndexesWas: specs.length };
  },
};

const keptOptions = new Set(['collation']);
