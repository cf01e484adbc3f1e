import * as v from 'valibot';
import { faqFileSchema, projectFileSchema, roadmapFileSchema, salariesFileSchema, type Roadmap } from '../schema';
import { type ContentProblem, type ContentFolder, YamlFiles } from './sourceFiles';
import { brokenReferences } from './references';

/** Parsed files of one roadmap; the caller reads and parses them (YAML in the build, JSON in a test). */
export interface RoadmapFiles {
  readonly roadmap: unknown;
  readonly salaries: unknown;
  readonly faq: unknown;
  /** By project id, which is also the name of the project's folder. */
  readonly projects: ReadonlyMap<string, unknown>;
}

type Compiled = { readonly roadmap: Roadmap } | { readonly problems: readonly ContentProblem[] };

/** Validates the files and joins them to one roadmap, or says everything that is wrong with them. Never throws. */
export function compileRoadmap(files: RoadmapFiles): Compiled {
  const problems: ContentProblem[] = [];
  const parse = <S extends v.GenericSchema>(file: string, schema: S, data: unknown): v.InferOutput<S> | undefined => {
    const result = v.safeParse(schema, data);
    if (result.success) return result.output;
    for (const issue of result.issues) {
      problems.push({ file, path: v.getDotPath(issue) ?? '', message: issue.message });
    }
    return undefined;
  };

  const main = parse('roadmap.yaml', roadmapFileSchema, files.roadmap);
  const salaries = parse('salaries.yaml', salariesFileSchema, files.salaries);
  const faq = parse('faq.yaml', faqFileSchema, files.faq);
  const projects = (main?.projects.order ?? [...files.projects.keys()]).flatMap((id) => {
    const file = `projects/${id}/project.yaml`;
    if (!files.projects.has(id)) {
      problems.push({ file, path: '', message: 'is missing, but roadmap.yaml lists this project' });
      return [];
    }
    const project = parse(file, projectFileSchema, files.projects.get(id));
    if (project && project.id !== id) problems.push({ file, path: 'id', message: `must be "${id}", the name of its folder` });
    return project ? [project] : [];
  });
  if (!main || !salaries || !faq || problems.length > 0) return { problems };

  const { title, subtitle } = main.projects;
  const roadmap: Roadmap = { ...main, projects: { title, subtitle, items: projects }, salaries, faq };
  const broken = brokenReferences(roadmap);
  return broken.length > 0 ? { problems: broken } : { roadmap };
}

/** Reads and compiles a roadmap's folder. @throws Error that names file, line and column of everything that is wrong. */
export async function readRoadmap(folder: ContentFolder): Promise<Roadmap> {
  const files = new YamlFiles(folder);
  const projectIds = (await folder.list('projects')).filter(({ isFolder }) => isFolder);
  const content = {
    roadmap: await files.read('roadmap.yaml'),
    salaries: await files.read('salaries.yaml'),
    faq: await files.read('faq.yaml'),
    projects: new Map(
      await Promise.all(projectIds.map(async ({ name: id }) => [id, await files.read(`projects/${id}/project.yaml`)] as const)),
    ),
  };
  if (files.problems.length > 0) throw files.error();
  const compiled = compileRoadmap(content);
  if ('roadmap' in compiled) return compiled.roadmap;
  files.report(compiled.problems);
  throw files.error();
}
