import assert from 'node:assert/strict';
import { Api } from './contracts/api';
import { Conduit } from './contracts/conduit';
import { describeArticles } from './contracts/conduitArticles';
import { describePeople } from './contracts/conduitPeople';
import { describeTodoBackend } from './contracts/todoBackend';
import type { Settings } from './support/programs';
import { PROJECTS } from './support/projects';
import { copyRepo } from './support/repos';
import { startRealServers, type Addresses } from './support/servers';
import { startProject, type StartedProject } from './support/startedProject';
import { trialsOf } from './support/trials';

/** Starts a finished project for the tests around it, and gives its address once it runs. */
function startFinished(id: string, servers: 'dev services' | 'real servers'): () => string {
  let project: StartedProject | undefined;
  let real: Addresses | undefined;

  before(async () => {
    const services = PROJECTS.find((one) => one.id === id)?.services ?? [];
    if (servers === 'real servers') real = await startRealServers(services);
    // Cheap hashes: a stranger has an hour for one password, these tests have not.
    const settings: Settings = { ...real?.settings, BCRYPT_ROUNDS: '4' };
    project = await startProject(await copyRepo(id, 'finished', `contract, ${servers}`), settings);
  });

  after(async () => {
    await project?.stop();
    await real?.stop();
  });

  return () => {
    assert.ok(project, `${id} has not been started`);
    return project.url;
  };
}

describe('public contracts', function () {
  this.timeout(5 * 60_000);

  // The contracts ask one request at a time: the first project that starters.test.ts is about is tried beside them.
  before(() => {
    const [first] = PROJECTS;
    if (first) trialsOf(first);
  });

  describe('Todo-Backend, by the finished rest-api', () => {
    const url = startFinished('rest-api', 'dev services');
    describeTodoBackend(() => `${url()}/todos`);
  });

  for (const servers of ['dev services', 'real servers'] as const) {
    describe(`RealWorld (Conduit), by the finished blog-api, with ${servers}`, () => {
      const url = startFinished('blog-api', servers);
      const api = new Conduit(() => `${url()}/api`);

      describePeople(api);
      describeArticles(api);

      it('a frontend on another site may ask all this', async () => {
        const elsewhere = new Api(url);
        const asked = { origin: 'https://conduit.example', 'access-control-request-headers': 'authorization,content-type' };
        for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
          const headers = { ...asked, 'access-control-request-method': method };
          const answer = await elsewhere.send('OPTIONS', '/api/articles', { headers });
          assert.ok(answer.status === 200 || answer.status === 204);
          assert.equal(answer.headers.get('access-control-allow-origin'), '*');
          assert.match(answer.headers.get('access-control-allow-headers') ?? '', /authorization/i);
          assert.match(answer.headers.get('access-control-allow-methods') ?? '', new RegExp(`\\b${method}\\b`));
        }
      });
    });
  }
});
