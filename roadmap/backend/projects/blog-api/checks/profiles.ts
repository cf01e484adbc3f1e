import { atOnce, check, defineStage, ensure } from '#checkKit';
import { JSON_TYPE, needsToken, NO_BODY, refuses, register, registerTwo, threeTimes, type Person } from './support/conduit';

export const stage = defineStage({
  passages: {
    public: 'It is public, and shows less than the users see of themselves',
    private: 'There is no e-mail address in it, and nothing else that only its owner should know',
    unknown: 'When nobody has the name, the answer is 404, with `errors`.',
    follows: 'Both answer 200 with the profile as it is now',
    viewer: 'Whether `following` is true depends on who asks.',
    once: 'already changes nothing and is answered with 200 again, even when both requests arrive at the same moment',
    others: 'everybody else goes on',
    kept: 'It needs a table of its own',
    'needs-token': 'need a token and are answered with 401 without one',
  },
  checks: [
    check('public', 'GET /api/profiles/:username answers 200 with the profile, to everybody', async (trial) => {
      const [ada, bob] = await registerTwo(trial);
      const { username } = ada;
      const [bio, image] = ['I wrote the first program.', 'https://example.com/ada.jpg'];
      (await ada.api.put('/api/user', { user: { bio, image } })).hasStatus(200);
      for (const api of [trial.api, bob.api]) {
        (await api.get(profile(ada))).hasStatus(200).isLike({ profile: { username, bio, image, following: false } });
      }
    }),

    check('private', 'A profile tells no e-mail address and no token', async (trial) => {
      const [ada, bob] = await registerTwo(trial);
      for (const answer of [await trial.api.get(profile(ada)), await bob.api.post(`${profile(ada)}/follow`)]) {
        answer.hasStatus(200);
        ensure(!answer.text.includes(ada.email), `${answer.name} tells the e-mail address of that user to others.`);
        ensure(
          !/"\w*(?:token|pass|hash)\w*":/i.test(answer.text),
          `${answer.name} tells others what only the user may have: ${answer.text}`,
        );
      }
    }),

    check('unknown', 'A name that nobody has is answered with 404', async (trial) => {
      const { api } = await register(trial);
      const path = `/api/profiles/${trial.unique('nobody')}`;
      for (const answer of [await api.get(path), await api.post(`${path}/follow`), await api.delete(`${path}/follow`)]) {
        refuses(answer, 404, 'since nobody has this name');
      }
    }),

    check('follows', 'POST and DELETE /api/profiles/:username/follow answer 200 with the profile, followed and not', async (trial) => {
      const [ada, bob] = await registerTwo(trial);
      for (const [method, following] of [
        ['POST', true],
        ['DELETE', false],
      ] as const) {
        const answer = (await bob.api.send(method, `${profile(ada)}/follow`)).hasStatus(200);
        answer.isLike({ profile: { username: ada.username, following } });
        (await bob.api.send(method, `${profile(ada)}/follow`, JSON_TYPE)).hasStatus(200, NO_BODY);
        await isFollowing(bob, ada, following, following ? 'who follows this user' : 'who has stopped following this user');
      }
    }),

    check('viewer', 'Whether following is true depends on who asks', async (trial) => {
      const [[ada, bob], eve] = await Promise.all([registerTwo(trial), register(trial)]);
      (await bob.api.post(`${profile(ada)}/follow`)).hasStatus(200);
      await isFollowing(bob, ada, true, 'who follows this user');
      await isFollowing(eve, ada, false, 'who follows nobody');
      await isFollowing(trial, ada, false, 'who sends no token');
      await isFollowing(ada, bob, false, 'who is followed by this user, but does not follow back');
    }),

    check('once', 'To follow twice is the same as once, even at the same moment', async (trial) => {
      const [ada, bob] = await registerTwo(trial);
      await threeTimes(async () => {
        const answers = await atOnce(trial.api, 4, () => bob.api.post(`${profile(ada)}/follow`));
        for (const answer of answers) answer.hasStatus(200, 'since to follow again changes nothing');
        await isFollowing(bob, ada, true, 'who followed four times at the same moment');
        const ends = await atOnce(trial.api, 4, () => bob.api.delete(`${profile(ada)}/follow`));
        for (const answer of ends) answer.hasStatus(200, 'since to stop again changes nothing');
        await isFollowing(bob, ada, false, 'who stopped four times at the same moment');
      });
      (await bob.api.delete(`${profile(ada)}/follow`)).hasStatus(200, 'since to stop again changes nothing');
    }),

    check('others', 'When one user stops following, the others go on', async (trial) => {
      const [[ada, bob], eve] = await Promise.all([registerTwo(trial), register(trial)]);
      for (const [who, whom] of [
        [bob, ada],
        [eve, ada],
        [bob, eve],
      ] as const) {
        (await who.api.post(`${profile(whom)}/follow`)).hasStatus(200);
      }
      (await bob.api.delete(`${profile(ada)}/follow`)).hasStatus(200);
      await isFollowing(eve, ada, true, 'who still follows this user, while somebody else has stopped');
      await isFollowing(bob, eve, true, 'who still follows this user, and has stopped following another');
    }),

    check('kept', 'Who follows whom is known after a restart', async (trial) => {
      const [ada, bob] = await registerTwo(trial);
      (await bob.api.post(`${profile(ada)}/follow`)).hasStatus(200);
      await trial.program.restart();
      await isFollowing(bob, ada, true, 'who followed this user, after a restart of the program');
      await isFollowing(ada, bob, false, 'who follows nobody, after a restart of the program');
    }),

    check('needs-token', 'To follow and to stop following need a token, else 401', async (trial) => {
      const ada = await register(trial);
      for (const method of ['POST', 'DELETE']) await needsToken(trial.api, method, `${profile(ada)}/follow`);
    }),
  ],
});

const profile = ({ username }: Person): string => `/api/profiles/${username}`;

/** Holds what somebody sees of a user to a value of `following`; `who` describes the one who asks. */
async function isFollowing({ api }: Pick<Person, 'api'>, whom: Person, following: boolean, who: string): Promise<void> {
  const answer = (await api.get(profile(whom))).hasStatus(200);
  const { profile: seen } = answer.object as { profile?: { following?: unknown } };
  const actual = JSON.stringify(seen?.following) as string | undefined;
  ensure(
    seen?.following === following,
    `"following" in GET ${profile(whom)} should be ${String(following)} for somebody ${who}, but is ${actual ?? 'missing'}.`,
  );
}
