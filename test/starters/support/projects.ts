import assert from 'node:assert/strict';
import type { ServiceKind } from '../../../src/content/serviceKinds';

/** A project, as far as these tests know it. */
export interface Project {
  readonly id: string;
  /** What its `.backend-roadmap.json` must declare, written out by hand. */
  readonly services: readonly ServiceKind[];
  /** Tries what the starter does from end to end before the learner has written a line. */
  readonly tryFirstSlice: (url: string) => Promise<void>;
}

const ada = { username: 'ada', name: 'ada', email: 'ada@example.com', password: 'correct horse battery' };

export const PROJECTS: readonly Project[] = [
  {
    id: 'rest-api',
    services: [],
    async tryFirstSlice(url) {
      await expectStatus(201, post(`${url}/todos`, { title: 'walk the dog' }));
      await expectStatus(200, fetch(`${url}/todos`));
    },
  },
  {
    id: 'authentication-system',
    services: [],
    tryFirstSlice: (url) => expectStatus(201, post(`${url}/auth/register`, ada)),
  },
  {
    id: 'blog-api',
    services: ['postgres'],
    async tryFirstSlice(url) {
      await expectStatus(201, post(`${url}/api/users`, { user: ada }));
      await expectStatus(200, post(`${url}/api/users/login`, { user: ada }));
    },
  },
  {
    id: 'e-commerce-backend',
    services: ['redis'],
    tryFirstSlice: (url) => expectStatus(200, fetch(`${url}/products`)),
  },
  {
    id: 'real-time-chat',
    services: ['mongodb', 'redis'],
    tryFirstSlice: (url) => expectStatus(201, post(`${url}/sessions`, { name: 'ada' })),
  },
  {
    id: 'url-shortener',
    services: ['redis'],
    tryFirstSlice: (url) => expectStatus(201, post(`${url}/links`, { url: 'https://example.com/' })),
  },
];

/** Every project says at this address that it and its services are well. */
export const tryHealth = (url: string): Promise<void> => expectStatus(200, fetch(`${url}/health`));

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function expectStatus(status: number, answer: Promise<Response>): Promise<void> {
  const response = await answer;
  assert.equal(response.status, status, `${response.url} answered: ${await response.text()}`);
}
