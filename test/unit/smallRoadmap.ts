import { RoadmapIndex, type RoadmapOutline } from '../../src/content/outline';

const topic = (id: string, title: string, hours: number, formerly: string[] = []) => ({ id, title, hours, formerly });

/** A roadmap of six topics, small enough that every expected number can be counted by hand. */
export const SMALL_OUTLINE: RoadmapOutline = {
  id: 'small',
  title: 'Small Roadmap',
  sections: [
    {
      id: 'basics',
      title: 'Basics',
      milestone: { id: 'knows-the-web', title: 'You know the web!' },
      topics: [topic('how-web', 'How the Web Works', 1, ['internet', 'the-net']), topic('http', 'HTTP', 2)],
    },
    {
      id: 'data',
      title: 'Data',
      milestone: { id: 'knows-data', title: 'You know data!' },
      topics: [topic('sql', 'SQL', 3), topic('nosql', 'NoSQL', 4), topic('cache', 'Caching', 5)],
    },
    { id: 'ship', title: 'Ship', topics: [topic('deploy', 'Deploy', 6)] },
  ],
  projects: [{ id: 'rest-api', title: 'REST API', level: 'Beginner', hours: 8, topics: ['http', 'sql'] }],
};

export const smallIndex = (): RoadmapIndex => new RoadmapIndex(SMALL_OUTLINE);
