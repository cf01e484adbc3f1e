import { check, defineStage, like } from '#checkKit';
import { articlePath, newArticle, publish, readArticle, refuses, register, registerTwo } from './support/conduit';

export const stage = defineStage({
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
        ['body', ['Very carefully.']],
        ['description', { text: 'Ever wonder how?' }],
        ['tagList', 'dragons'],
        ['tagList', ['dragons', 7]],
        ['tagList', ['dragons', '']],
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
    }),

    check('unchanged', 'A change that is refused changes nothing', async (trial) => {
      const author = await register(trial);
      const { path, ...article } = await publish(trial, author, { tagList: ['dragons'] });
      for (const [field, changes] of [
        ['title', { body: 'With fish.', title: '' }],
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
      const { api } = await register(trial);
      refuses(await api.post('/api/articles', newArticle(trial)), 422, 'since the fields are not in "article"');
      refuses(await api.post('/api/articles', { article: 'dragons' }), 422, 'since "article" is no object');
      refuses(await api.post('/api/articles', []), 422, 'since the body is a list');
      const broken = await api.post('/api/articles', undefined, {
        text: '{"article": {"title": ',
        headers: { 'content-type': 'application/json' },
      });
      refuses(broken, 400, 'since the body is not JSON');
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
