import type { CommandFamily, Handler } from '../command';
import { maxMessageSize } from '../wireProtocol';

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
