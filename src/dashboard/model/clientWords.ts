/** The words that the page's script needs, handed to it inside the page. */
export interface ClientWords {
  /** Of the display, for dates. */
  readonly language: string;
  readonly todo: string;
  readonly doing: string;
  readonly done: string;
  readonly skipped: string;
  readonly proven: string;
  /** {0} topic, {1} status */
  readonly topicChanged: string;
  /** {0} milestone */
  readonly milestoneReached: string;
  /** {0} project */
  readonly projectFinished: string;
  /** {0} of {1} projects */
  readonly projectsShown: string;
  readonly allProjectsShown: string;
  readonly noProjectShown: string;
  /** {0} hours a week */
  readonly hoursAWeek: string;
  /** {0} hours a week, {1} hours left, {2} weeks, {3} month and year */
  readonly paceWeeks: string;
  readonly paceOneWeek: string;
  readonly paceNothing: string;
}
