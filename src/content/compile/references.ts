import type { ContentProblem } from './sourceFiles';
import type { Next, Roadmap } from '../schema';

/** Finds ids that are used twice and references to topics and projects that do not exist. */
export function brokenReferences(roadmap: Roadmap): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const topics = new Set(roadmap.sections.flatMap((section) => section.topics.map((topic) => topic.id)));
  const projects = new Set(roadmap.projects.items.map((project) => project.id));

  const seen = new Set<string>();
  const claim = (file: string, path: string, id: string) => {
    if (seen.has(id)) problems.push({ file, path, message: `the id "${id}" is used twice` });
    seen.add(id);
  };
  const needTopics = (file: string, path: string, ids: readonly string[]) => {
    for (const id of ids) {
      if (!topics.has(id)) problems.push({ file, path, message: `there is no topic "${id}"` });
    }
  };
  const needTarget = (file: string, path: string, next: Next) => {
    if (next.open === 'topic') needTopics(file, path, [next.id]);
    if (next.open === 'project' && !projects.has(next.id)) {
      problems.push({ file, path, message: `there is no project "${next.id}"` });
    }
  };

  roadmap.sections.forEach((section, s) => {
    const at = `sections.${s}`;
    claim('roadmap.yaml', `${at}.id`, section.id);
    if (section.milestone) claim('roadmap.yaml', `${at}.milestone.id`, section.milestone.id);
    section.topics.forEach((topic, t) => {
      for (const id of [topic.id, ...topic.formerly]) claim('roadmap.yaml', `${at}.topics.${t}`, id);
    });
  });
  roadmap.sections.forEach((section, s) =>
    section.topics.forEach((topic, t) => needTopics('roadmap.yaml', `sections.${s}.topics.${t}.after`, topic.after)),
  );
  problems.push(...circles(roadmap));
  roadmap.responsibilities.items.forEach((item, i) => needTopics('roadmap.yaml', `responsibilities.items.${i}`, item.topics));
  roadmap.callToAction.actions.forEach((next, i) => needTarget('roadmap.yaml', `callToAction.actions.${i}`, next));
  roadmap.faq.items.forEach((item, i) => needTarget('faq.yaml', `items.${i}.next`, item.next));
  for (const project of roadmap.projects.items) {
    const file = `projects/${project.id}/project.yaml`;
    claim(file, 'id', project.id);
    needTopics(file, 'topics', project.topics);
    const stages = new Set<string>();
    project.stages.forEach((stage, i) => {
      if (stages.has(stage.id)) problems.push({ file, path: `stages.${i}.id`, message: `the id "${stage.id}" is used twice` });
      stages.add(stage.id);
      needTopics(file, `stages.${i}.topics`, stage.topics);
    });
  }
  return problems;
}

/** Topics that wait for themselves, over others or at once: none of them could ever be begun. */
function circles(roadmap: Roadmap): ContentProblem[] {
  const places = roadmap.sections.flatMap((section, s) =>
    section.topics.map(({ id, after }, t) => ({ id, after, path: `sections.${s}.topics.${t}.after` })),
  );
  // What waits for nothing that is left is taken away again and again; what remains waits in a circle or for one.
  let left = places;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const waiting = new Set(left.map(({ id }) => id));
    left = left.filter(({ after }) => after.some((id) => waiting.has(id)));
  }
  const after = new Map(left.map((place) => [place.id, place.after]));
  const waitsForItself = (id: string): boolean => {
    const seen = new Set<string>();
    const todo = [...(after.get(id) ?? [])];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (next === id) return true;
      if (!seen.has(next)) todo.push(...(after.get(next) ?? []));
      seen.add(next);
    }
    return false;
  };
  return left
    .filter(({ id }) => waitsForItself(id))
    .map(({ id, path }) => ({ file: 'roadmap.yaml', path, message: `"${id}" waits for itself` }));
}
