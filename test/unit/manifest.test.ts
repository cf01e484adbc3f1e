import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFolder } from '../../src/build/buildContent';
import { readRoadmap } from '../../src/content/compile/roadmap';
import { CHECKS_CONTROLLER, CommandId, ContextKey, EXTENSION_ID, scaffoldCommandOf, SettingId, ViewId, WALKTHROUGH } from '../../src/ids';

const root = join(__dirname, '../..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

interface Step {
  readonly media: Record<string, string>;
  readonly completionEvents?: string[];
}
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly activationEvents: string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { command: string; title: string; category: string }[];
    readonly menus: Record<string, { command: string; when?: string; group?: string }[]>;
    readonly keybindings: { command: string; when: string }[];
    readonly views: Record<string, { id: string; icon: string }[]>;
    readonly viewsContainers: Record<string, { id: string; icon: string }[]>;
    readonly viewsWelcome: { view: string; contents: string; when: string }[];
    readonly configuration: { properties: Record<string, unknown> };
    readonly walkthroughs: { id: string; icon: string; steps: Step[] }[];
  };
}

const manifest = readJson('package.json') as Manifest;
const words = readJson('package.nls.json') as Record<string, string>;
const { commands, menus, keybindings, views, viewsContainers, viewsWelcome, configuration, walkthroughs } = manifest.contributes;
const known: string[] = Object.values(CommandId);
const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

/** Every text in a part of the manifest with the path to it. */
function* texts(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* texts(child, path === '' ? key : `${path}.${key}`);
  }
}

const all = [...texts(manifest)];
/** Where VS Code shows a text to people. */
const SHOWN =
  /(?:^|\.)(?:displayName|description|title|shortTitle|category|name|contextualTitle|contents|label|altText|markdownDescription|deprecationMessage|enumDescriptions\.\d+|enumItemLabels\.\d+|placeholder|group\.label)$/;
const isShown = ([path]: [string, string]) =>
  (path.startsWith('contributes.') || /^(?:displayName|description)$/.test(path)) && SHOWN.test(path);

describe('manifest: commands', () => {
  it('are those of src/ids.ts, each once', () => {
    const contributed = commands.map(({ command }) => command).filter((command) => !command.startsWith(scaffoldCommandOf('')));
    assert.deepEqual([...contributed].sort(), sorted(known));
  });

  it('and one for each project of the content, by its title', async () => {
    const { projects } = await readRoadmap(diskFolder(join(root, 'roadmap/backend')));
    const expected = projects.items.map(({ id, title }) => [scaffoldCommandOf(id), `Scaffold ${title}`]);
    const contributed = commands.filter(({ command }) => command.startsWith(scaffoldCommandOf('')));
    assert.deepEqual(contributed.map(({ command, title }) => [command, words[title.slice(1, -1)]]), expected); // prettier-ignore
    assert.equal(expected.length, 6);
  });

  it('in menus, keybindings and links exist', () => {
    const used = [
      ...Object.values(menus).flatMap((items) => items.map(({ command }) => command)),
      ...keybindings.map(({ command }) => command),
      ...Object.values(words).flatMap((text) => [...text.matchAll(/\(command:([^)?]+)/g)].map(([, command]) => command ?? '')),
    ];
    assert.ok(used.length > 30);
    assert.deepEqual(sorted(used).filter((command) => !known.includes(command)), []); // prettier-ignore
  });

  it('have a title and a category to be found by', () => {
    for (const { command, title, category } of commands) {
      assert.equal(title, `%command.${command.replace('backendRoadmap.', '')}%`);
      assert.equal(category, '%category%');
    }
  });
});

describe('manifest: words', () => {
  it('are all in package.nls.json, and nothing else is', () => {
    const used = all.flatMap(([, text]) => [...text.matchAll(/^%([^%]+)%$/g)].map(([, key]) => key ?? ''));
    assert.deepEqual(sorted(used), Object.keys(words).sort());
  });

  it('stand in no place as literals', () => {
    const shown = all.filter(isShown);
    assert.ok(shown.length > 50);
    assert.deepEqual(shown.filter(([, text]) => !/^%[^%]+%$/.test(text)), []); // prettier-ignore
  });

  it('are not empty and carry no space around them', () => {
    for (const [key, text] of Object.entries(words)) assert.ok(text !== '' && text === text.trim(), key);
  });
});

describe('manifest: what scaffolding is', () => {
  for (const [key, said] of [
    // Short: with a fourth line, the button below it has no room in a window of 900 px.
    ['welcome.nextSteps', /scaffold a project below: a small program that runs\.\n/],
    ['walkthrough.build.description', /Scaffold one of .*: that creates its starter, a small program that runs, in a folder you choose\./],
  ] as const) {
    it(`is said in plain words where a newcomer meets the word first: ${key}`, () => {
      assert.match(words[key] ?? '', said);
    });
  }
});

describe('manifest: what a view says', () => {
  it('names no button: a tick turns Start into Continue, and the words have to be right before it and after it', () => {
    const names = commands.map(({ title }) => words[title.slice(1, -1)]).filter((name) => name !== undefined);
    for (const { contents } of viewsWelcome) {
      const said = (words[contents.slice(1, -1)] ?? '').replace(/^\[.*$/gm, '');
      const named = names.filter((name) => new RegExp(`\\b(?:press|click|choose) ${name}\\b`).test(said));
      assert.deepEqual(named, [], contents);
    }
  });
});

describe('manifest: the words in the place of rows', () => {
  it('come only when it is known that there are none: before, they would take the focus, and lose it with themselves', () => {
    const conditions = viewsWelcome.filter(({ view }) => view === ViewId.roadmap).map(({ when }) => when);
    assert.deepEqual(sorted(conditions), [ContextKey.allHidden, ContextKey.isBroken]);
  });
});

describe('manifest: rows of the sidebar', () => {
  it('leave their words the room: what is under way has one icon at most, and the rest in its menu', () => {
    const inline = (menus['view/item/context'] ?? []).filter(({ group }) => group?.startsWith('inline') === true);
    const iconsOf = (value: string) =>
      inline.filter(({ when = '' }) => {
        const [, exact, pattern = ''] = /viewItem (?:== (\S+)|=~ \/(.*)\/)/.exec(when) ?? [];
        return exact === undefined ? new RegExp(pattern).test(value) : exact === value;
      });
    const numbers = ['topic.todo', 'topic.doing', 'topic.skipped', 'topic.done', 'project.started', 'repo.checking', 'stage.checking'];
    assert.deepEqual(
      numbers.map((value) => [value, iconsOf(value).length]),
      [
        ['topic.todo', 2],
        ['topic.doing', 0],
        ['topic.skipped', 1],
        ['topic.done', 0],
        ['project.started', 1],
        ['repo.checking', 1],
        ['stage.checking', 1],
      ],
    );
  });
});

describe('manifest: views, context keys and settings', () => {
  it('views and containers are those of src/ids.ts', () => {
    assert.deepEqual(
      viewsContainers['activitybar']?.map(({ id }) => id),
      [ViewId.container],
    );
    assert.deepEqual(Object.keys(views), [ViewId.container]);
    const ids = Object.values(views).flat().map(({ id }) => id); // prettier-ignore
    assert.deepEqual(sorted(ids), sorted(Object.values(ViewId).filter((id) => id !== ViewId.container)));
    for (const { view } of viewsWelcome) assert.ok(ids.includes(view), view);
  });

  it('conditions name views, context keys and a test controller that exist', () => {
    const ours = [...Object.values(ViewId), ...Object.values(ContextKey), CHECKS_CONTROLLER] as string[];
    const conditions = all.filter(([path]) => path.endsWith('.when')).map(([, text]) => text);
    const named = conditions.flatMap((text) => [...text.matchAll(/backendRoadmap(?:\.\w+)*/g)].map(([id]) => id));
    assert.ok(named.length > 20);
    assert.deepEqual(sorted(named).filter((id) => !ours.includes(id)), []); // prettier-ignore
  });

  it('steps of the walkthrough wait for views and context keys that exist', () => {
    const events = walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents = [] }) => completionEvents));
    const ids = { onView: Object.values(ViewId) as string[], onContext: Object.values(ContextKey) as string[] };
    for (const event of events) {
      const [kind = '', id = ''] = event.split(':');
      // A command that was run may have been canceled: a step is completed by what came of it.
      assert.ok(kind === 'onView' || kind === 'onContext', event);
      assert.ok(ids[kind].includes(id), event);
    }
  });

  it('settings are those of src/ids.ts', () => {
    const { section, ...names } = SettingId;
    assert.deepEqual(Object.keys(configuration.properties).sort(), Object.values(names).map((name) => `${section}.${name}`).sort()); // prettier-ignore
  });
});

describe('manifest: settings that decide what runs', () => {
  const properties = configuration.properties as Record<string, { scope?: string }>;
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;

  it('are the own of the machine, or ignored in a workspace that nobody trusts', () => {
    const { section, nodePath, shellEnvironment, envFile } = SettingId;
    for (const name of [nodePath, shellEnvironment]) assert.equal(properties[`${section}.${name}`]?.scope, 'machine');
    assert.deepEqual(restricted, [`${section}.${envFile}`]);
  });
});

describe('manifest: the rest', () => {
  it('is who src/ids.ts says it is, in lower case', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, EXTENSION_ID);
    assert.equal(EXTENSION_ID, EXTENSION_ID.toLowerCase());
    assert.deepEqual(walkthroughs.map(({ id }) => `${EXTENSION_ID}#${id}`), [WALKTHROUGH]); // prettier-ignore
  });

  it('does nothing before VS Code has started, or has a note to show', () =>
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished', 'onFileSystem:backend-roadmap-notes']));

  it('names files that exist', () => {
    const files = all.map(([, text]) => text).filter((text) => /^(?:\.\/)?media\/.*\.\w+$/.test(text));
    assert.ok(files.length >= 6);
    assert.deepEqual(sorted(files).filter((file) => !existsSync(join(root, file))), []); // prettier-ignore
  });

  it('has a walkthrough of three to six steps, each of which can be completed and shows something', () => {
    const [{ steps } = { steps: [] }] = walkthroughs;
    assert.ok(steps.length >= 3 && steps.length <= 6);
    for (const { completionEvents, media } of steps) {
      assert.ok(completionEvents && completionEvents.length > 0);
      assert.ok(media['altText']);
      for (const event of completionEvents) assert.match(event, /^on(?:Command|View|Context):backendRoadmap\.\w+$/);
    }
  });
});
