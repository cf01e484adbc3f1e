import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileRoadmap } from '../content/compile/roadmap';
import type { Roadmap } from '../content/schema';
import { YamlFiles } from './yamlFiles';

/** Reads and compiles a roadmap's folder. @throws Error that names file, line and column of everything that is wrong. */
export async function readRoadmap(folder: string): Promise<Roadmap> {
  const files = new YamlFiles(folder);
  const projectIds = (await readdir(join(folder, 'projects'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const content = {
    roadmap: await files.read('roadmap.yaml'),
    salaries: await files.read('salaries.yaml'),
    faq: await files.read('faq.yaml'),
    projects: new Map(
      await Promise.all(projectIds.map(async ({ name }) => [name, await files.read(`projects/${name}/project.yaml`)] as const)),
    ),
  };
  if (files.problems.length > 0) throw files.error();
  const compiled = compileRoadmap(content);
  if ('roadmap' in compiled) return compiled.roadmap;
  files.report(compiled.problems);
  throw files.error();
}
