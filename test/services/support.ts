export { freePort } from '../support/ports';
export { startRealRedis, type RealServer } from '../support/realServers';
