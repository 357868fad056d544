import type { TabGroup, TabMessage } from '../stream/tab-group';

interface Candidate {
  tab: ScriptedTab;
  elected: () => void;
  deposed: () => void;
}

/** A browser with tabs that come and go as the test says. */
export class ScriptedTabs {
  readonly tabs: ScriptedTab[] = [];
  /** How many messages there were. */
  posted = 0;
  private leader: Candidate | undefined;
  private candidates: Candidate[] = [];

  open(): ScriptedTab {
    const tab = new ScriptedTab(this, `tab${this.tabs.length}`);
    this.tabs.push(tab);
    return tab;
  }

  stand(candidate: Candidate, depose: boolean): void {
    this.candidates = this.candidates.filter(({ tab }) => tab !== candidate.tab);
    if (depose) {
      const before = this.leader;
      this.leader = candidate;
      before?.deposed();
      candidate.elected();
    } else {
      this.candidates.push(candidate);
      this.elect();
    }
  }

  /** The tab dies: no more is heard from it, and nothing reaches it. */
  kill(tab: ScriptedTab): void {
    tab.dead = true;
    this.candidates = this.candidates.filter((candidate) => candidate.tab !== tab);
    tab.mourners.forEach((mourn) => mourn());
    if (this.leader?.tab !== tab) return;
    this.leader = undefined;
    this.elect();
  }

  private elect(): void {
    if (this.leader) return;
    this.leader = this.candidates.shift();
    this.leader?.elected();
  }
}

/** One of them. */
export class ScriptedTab implements TabGroup {
  dead = false;
  readonly mourners: (() => void)[] = [];
  private listener: (message: TabMessage) => void = () => undefined;

  constructor(
    private readonly browser: ScriptedTabs,
    readonly id: string,
  ) {}

  post(message: TabMessage): void {
    if (this.dead) return;
    this.browser.posted += 1;
    const text = JSON.stringify(message);
    for (const tab of this.browser.tabs) {
      if (tab !== this && !tab.dead) tab.listener(JSON.parse(text) as TabMessage);
    }
  }

  onMessage(listener: (message: TabMessage) => void): void {
    this.listener = listener;
  }

  stand(elected: () => void, deposed: () => void, depose: boolean): void {
    this.browser.stand({ tab: this, elected, deposed }, depose);
  }

  whenGone(id: string, then: () => void): void {
    this.browser.tabs.find((tab) => tab.id === id)?.mourners.push(then);
  }

  close(): void {
    this.browser.kill(this);
  }
}
