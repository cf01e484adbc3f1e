import { check, defineStage, ensure, like } from '#checkKit';
import { articlePath, JSON_TYPE, newArticle, publish, readArticle, refuses, register, registerTwo } from './support/conduit';

export const stage = defineStage({
  passages: {
    blank: '`title`, `description` and `body` are text with something in it',
    'all-at-once': '`errors` has every field that is wrong, and no other.',
    types: '`tagList` is a list of texts, none of them empty.',
    length: 'A title has at most 200 characters.',
    unchanged: 'A change is made as a whole or not at all',
    'not-wrapped': 'The body of the request is an object with the object `article` in it.',
    nonsense: 'is never 500',
    order: 'When several things are wrong, the first of these is answered',
    kept: 'Text that is allowed is kept as it was sent',
  },
  checks: [
    check('blank', 'A title, description or body that is missing or blank is refused with 422, and named', async (trial) => {
      const { api } = await register(trial);
      for (const field of ['title', 'description', 'body']) {
        for (const [value, how] of [
          [undefined, 'missing'],
          ['', 'empty'],
          [' \n ', 'nothing but spaces'],
        ] as const) {
          const answer = await api.post('/api/articles', { article: { ...newArticle(trial), [field]: value } });
          refuses(answer, 422, `since the ${field} is ${how}`, [field]);
        }
      }
    }),

    check('all-at-once', 'All that is wrong is said at once', async (trial) => {
      const { api } = await register(trial);
      const nothing = await api.post('/api/articles', { article: {} });
      refuses(nothing, 422, 'since all three are missing', ['title', 'description', 'body']);
      const two = await api.post('/api/articles', { article: { ...newArticle(trial), body: '', tagList: 'dragons' } });
      refuses(two, 422, 'since the body is empty and tagList is no list', ['body', 'tagList']);
    }),

    check('types', 'What is no text, or no list of texts, is refused with 422', async (trial) => {
      const { api } = await register(trial);
      for (const [field, value] of [
        ['title', 7],
        ['title', null],
        ['description', null],
        ['body', null],
        ['body', ['Very carefully.']],
        ['description', { text: 'Ever wonder how?' }],
        ['tagList', 'dragons'],
        ['tagList', ['dragons', 7]],
        ['tagList', ['dragons', '']],
        ['tagList', null],
      ] as const) {
        const answer = await api.post('/api/articles', { article: { ...newArticle(trial), [field]: value } });
        refuses(answer, 422, `since ${field} is ${JSON.stringify(value)}`, [field]);
      }
    }),

    check('length', 'A title has at most 200 characters', async (trial) => {
      const { api } = await register(trial);
      const title = trial.unique('long ').padEnd(200, '!');
      const longest = await api.post('/api/articles', { article: { ...newArticle(trial), title } });
      longest.hasStatus(201, 'since a title of 200 characters is allowed').isLike({ article: { title } });
      const longer = await api.post('/api/articles', { article: { ...newArticle(trial), title: `${title}!` } });
      refuses(longer, 422, 'since the title has 201 characters', ['title']);
      const umlauts = trial.unique('long ').padEnd(200, 'ü');
      const wide = await api.post('/api/articles', { article: { ...newArticle(trial), title: umlauts } });
      wide.hasStatus(201, 'since a title of 200 characters is allowed, whatever these are');
    }),

    check('unchanged', 'A change that is refused changes nothing', async (trial) => {
      const author = await register(trial);
      const { path, ...article } = await publish(trial, author, { tagList: ['dragons'] });
      for (const [field, changes] of [
        ['title', { body: 'With fish.', title: '' }],
        ['title', { body: 'With fish.', title: trial.unique('long ').padEnd(201, '!') }],
        ['description', { title: trial.unique('With fish '), description: null }],
        ['tagList', { body: 'With fish.', tagList: null }],
      ] as const) {
        refuses(await author.api.put(path, { article: changes }), 422, `since the ${field} is wrong`, [field]);
        // Begins with what was sent: a message about updatedAt alone would say little.
        const { title, body } = article;
        like(`The article after a change with a wrong ${field} was refused`, await readArticle(trial.api, path), {
          title,
          body,
          ...article,
        });
      }
    }),

    check('not-wrapped', 'A body that is not { "article": … } is answered with 422, and one that is not JSON with 400', async (trial) => {
      const author = await register(trial);
      const { api } = author;
      refuses(await api.post('/api/articles', newArticle(trial)), 422, 'since the fields are not in "article"');
      refuses(await api.post('/api/articles', { article: 'dragons' }), 422, 'since "article" is no object');
      for (const article of [null, []]) {
        refuses(await api.post('/api/articles', { article }), 422, `since "article" is ${JSON.stringify(article)}, and no object`);
      }
      refuses(await api.post('/api/articles', []), 422, 'since the body is a list');
      const { path } = await publish(trial, author);
      refuses(await api.put(path, { body: 'With fish.' }), 422, 'since the field is not in "article"');
      for (const text of ['null', '7', '"article"']) {
        // Some parsers know no JSON but objects and lists.
        const bare = await api.post('/api/articles', undefined, { text, ...JSON_TYPE });
        refuses(bare, bare.status === 400 ? 400 : 422, `since the body is ${text}, and no object`);
      }
      const broken = await api.post('/api/articles', undefined, { text: '{"article": {"title": ', ...JSON_TYPE });
      refuses(broken, 400, 'since the body is not JSON');
    }),

    check('nonsense', 'Nothing that is sent makes the program answer 500', async (trial) => {
      const { api } = await register(trial);
      const strange = ['Dragons\u0000', 'Dragons\ud800', '\u202e\u0007'];
      const answers = [];
      for (const text of strange) {
        for (const changes of [{ title: text }, { description: text }, { body: text }, { tagList: [text] }]) {
          answers.push(await api.post('/api/articles', { article: { ...newArticle(trial), ...changes } }));
        }
      }
      for (const path of ['%00', '%ff', '%E0%A4%A', '..%2f..%2fetc', 'x'.repeat(2_000)])
        answers.push(await api.get(`/api/articles/${path}`));
      for (const { name, status, asked } of answers) {
        ensure(status < 500, `${name} should not be ${status}, whatever is sent: ${asked.body ?? 'this address'}.`);
      }
    }),

    check('order', 'The first of these is answered: no token 401, no article 404, not yours 403, wrong body 422', async (trial) => {
      const [author, eve] = await registerTwo(trial);
      const { path } = await publish(trial, author);
      const nowhere = articlePath(trial.unique('nothing-'));
      const wrong = { article: { title: '' } };
      refuses(await trial.api.put(nowhere, wrong), 401, 'since the request has no token, whatever else is wrong');
      refuses(await eve.api.put(nowhere, wrong), 404, 'since there is no such article, whatever the body holds');
      refuses(await eve.api.put(path, wrong), 403, 'since the article is not theirs, whatever the body holds');
      refuses(await author.api.put(path, wrong), 422, 'since the title is empty', ['title']);
    }),

    check('kept', 'Text is kept as it was sent, whatever it looks like', async (trial) => {
      const author = await register(trial);
      const text = `'; DROP TABLE "articles"; -- <b>1 < 2 && 3</b> 🐉 \\ %_ ${trial.unique('')}`;
      const { path } = await publish(trial, author, { title: text, description: text, body: `\n    ${text}\n` });
      const sent = { title: text, description: text, body: `\n    ${text}\n` };
      like(`The article in GET ${path}`, await readArticle(trial.api, path), sent);
    }),
  ],
});
