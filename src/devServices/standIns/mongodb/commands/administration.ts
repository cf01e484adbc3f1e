import { type CommandFamily, type Handler, collectionName, documentField } from '../command';
import { badValue, indexNotFound, MongoError, namespaceNotFound } from '../mongoError';
import { maxMessageSize } from '../wireProtocol';
import { type Document, documentsOf, isDocument } from '../documents';
import { describeIndex, idIndex, readIndexSpec } from '../indexes';
import { matcher } from '../queries';

/** The MongoDB that the stand-in behaves like, a single server without a replica set. */
const version = '7.0.0';
const maxWireVersion = 21;

const hello: Handler = ({ connectionId }, command) => {
  const isHello = 'hello' in command;
  return {
    ...(command['helloOk'] === true ? { helloOk: true } : {}),
    [isHello ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: maxMessageSize,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
  };
};

const buildInfo: Handler = () => ({
  version,
  versionArray: version.split('.').map(Number).concat(0),
  gitVersion: 'none',
  modules: [],
  bits: 64,
  debug: false,
  maxBsonObjectSize: 16 * 1024 * 1024,
  storageEngines: ['memory'],
});

const nothing: Handler = () => ({});

/** Commands about the connection and the server. */
export const handshakeCommands: CommandFamily = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing,
  buildInfo,
  buildinfo: buildInfo,
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  endSessions: nothing,
  killSessions: nothing,
  refreshSessions: nothing,
  serverStatus: ({ connectionId }) => ({
    version,
    process: 'built-in stand-in for MongoDB',
    uptime: Math.floor(process.uptime()),
    connections: { current: connectionId },
  }),
};

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
