/** The bundled roadmap with two quizzes and two lessons that are written out here, so that a test knows every answer. */
import { cp, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { repoRoot } from '../support/paths';
import { LESSON } from '../unit/content/compile/lesson/writtenLesson';

const CODE = `const later = (text) => Promise.resolve().then(() => console.log(text));
console.log('first');
later('last'); // what is put off runs when the program that is running now has come to its end
console.log('second');
`;

const option = (text: string, correct = false) => ({ text, correct, why: `The reason of "${text.split('\n')[0] ?? ''}".` });
const step = (text: string) => ({ text, why: `The reason of "${text}".` });

/** One of every kind, and two more. */
export const INTERNET = [
  {
    id: 'refused',
    kind: 'single',
    read: 'ports-and-addresses',
    prompt: 'From your laptop `curl http://203.0.113.10:3000` fails at once with *connection refused*. What is the best guess?',
    options: [
      option('A firewall drops the packets without a word.'),
      option('Nothing listens on **port 3000** of the public address.', true),
      option('The name server gives an old address, since `<b>time</b>` to live is long.'),
    ],
  },
  {
    id: 'promises',
    kind: 'multiple',
    read: 'reliable-delivery',
    prompt: 'What can a program on TCP rely on, as long as the connection lasts?',
    options: [
      option('The bytes arrive in the order in which they were written.', true),
      option('Each `write` becomes one `data` event at the other end.'),
      option('A segment that was lost is sent once more.', true),
      option('Every byte arrives within a time that is known beforehand.'),
    ],
  },
  {
    id: 'prints',
    kind: 'output',
    read: 'reliable-delivery',
    prompt: 'Promises are put off.',
    code: { language: 'js', text: CODE },
    options: [option('first\nsecond\nlast', true), option('first\nlast\nsecond'), option('last\nfirst\nsecond')],
  },
  {
    id: 'first-byte',
    kind: 'order',
    read: 'ports-and-addresses',
    prompt: 'A browser opens `https://todo.example/` for the first time. Put the steps in order.',
    steps: [
      step('Ask DNS for the addresses of the host'),
      step('Shake hands by TCP, which needs one round trip between the laptop and the server'),
      step('Agree on keys by `TLS`'),
      step('Send the request'),
    ],
  },
  {
    id: 'bandwidth',
    kind: 'single',
    read: 'reliable-delivery',
    prompt: 'A page of 20 kB takes 900 ms over a line of 1 Gbit/s. What would help most?',
    options: [option('A line of 10 Gbit/s.'), option('A server that is nearer.', true), option('A smaller page.')],
  },
  {
    id: 'apart',
    kind: 'single',
    read: 'ports-and-addresses',
    prompt: 'Two windows are connected to one server port. How does the server keep them apart?',
    options: [option('By the port of the client.', true), option('By a cookie.'), option('By the network card.')],
  },
];

export const HTTP = INTERNET.map((question) => ({
  ...question,
  id: `http-${question.id}`,
  read: 'methods',
  prompt: `HTTP: ${question.prompt}`,
}));

export const QUESTIONS = [...INTERNET, ...HTTP];

/** A lesson in the form that the build asks for, around the headings that questions name. */
const lessonWith = (...headings: string[]) => LESSON.replace('## The idea', () => headings.map((title) => `## ${title}\n\nText.\n\n`).join('') + '## The idea'); // prettier-ignore

const LESSONS = {
  'how-the-internet-works': lessonWith('Ports and addresses', 'Reliable delivery'),
  'http-and-https': lessonWith('Methods'),
};

/** Writes the roadmap to a folder of its own, which the caller removes. */
export async function writeQuizRoadmap(): Promise<string> {
  const source = join(repoRoot, 'roadmap/backend');
  const folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-quiz-'));
  for (const name of ['roadmap.yaml', 'salaries.yaml', 'faq.yaml']) await cp(join(source, name), join(folder, name));
  for (const project of await readdir(join(source, 'projects'))) {
    await mkdir(join(folder, 'projects', project), { recursive: true });
    await cp(join(source, 'projects', project, 'project.yaml'), join(folder, 'projects', project, 'project.yaml'));
  }
  for (const name of ['quizzes', 'topics']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'quizzes/how-the-internet-works.yaml'), stringify({ questions: INTERNET }));
  await writeFile(join(folder, 'quizzes/http-and-https.yaml'), stringify({ questions: HTTP }));
  for (const [topic, text] of Object.entries(LESSONS)) await writeFile(join(folder, `topics/${topic}.md`), text);
  return folder;
}
