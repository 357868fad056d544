import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { Markdown } from './markdown';
import { MarkdownEngine } from './markdown-engine';
import { MarkdownParser } from './markdown-parser';

@Component({ imports: [Markdown], template: `<app-markdown [text]="text()" [open]="open()" />` })
class Host {
  readonly text = signal('');
  readonly open = signal(true);
}

function setup({ parser = new MarkdownParser() as MarkdownParser | null } = {}) {
  const engine = { parser: signal(parser) };
  TestBed.configureTestingModule({
    imports: [TranslocoTestingModule.forRoot({ langs: { zh: {} } })],
    providers: [{ provide: MarkdownEngine, useValue: engine }],
  });
  const fixture = TestBed.createComponent(Host);
  const host = (fixture.nativeElement as HTMLElement).querySelector('app-markdown')!;
  const write = async (text: string, open = true): Promise<void> => {
    fixture.componentInstance.text.set(text);
    fixture.componentInstance.open.set(open);
    await fixture.whenStable();
  };
  return { engine, fixture, host, write };
}

/** A text that comes by `append`; the parser has not arrived. */
function appending() {
  const engine = { parser: signal<MarkdownParser | null>(null) };
  TestBed.configureTestingModule({
    imports: [TranslocoTestingModule.forRoot({ langs: { zh: {} } })],
    providers: [{ provide: MarkdownEngine, useValue: engine }],
  });
  const fixture = TestBed.createComponent(Markdown);
  fixture.componentRef.setInput('open', true);
  return { engine, fixture, host: fixture.nativeElement as HTMLElement, markdown: fixture.componentInstance };
}

describe('Markdown', () => {
  it('never touches a settled block again', async () => {
    const { host, write } = setup();
    await write('**第一**段\n\n| a |\n|---|\n| b |\n\n第三段\n');
    const [first, table] = host.children;
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => void changes.push(...records));
    for (const block of [first!, table!]) {
      observer.observe(block, { subtree: true, childList: true, characterData: true, attributes: true });
    }
    for (const more of ['', '接着写。', '\n\n- 条目', ' 一\n- 条目二', '\n\n# 标题\n\n完。']) {
      await write(`**第一**段\n\n| a |\n|---|\n| b |\n\n第三段\n${more}`);
    }
    await write(`**第一**段\n\n| a |\n|---|\n| b |\n\n第三段\n完`, false);

    expect([...observer.takeRecords(), ...changes]).toEqual([]);
    expect([...host.children].slice(0, 2)).toEqual([first, table]);
  });

  it('lets the open block grow where it stands, so that a selection in it lives on', async () => {
    const { host, write } = setup();
    await write('她说：**书');
    const strong = host.querySelector('strong')!;
    await write('她说：**书店**在海');
    await write('她说：**书店**在海边。');

    expect(host.querySelector('strong')).toBe(strong);
    expect(host.textContent).toBe('她说：书店在海边。');
  });

  it('shows paragraphs until the parser has arrived, and those stay', async () => {
    const { engine, host, write } = setup({ parser: null });
    await write('第一段\n\n第二段**');
    const first = host.firstElementChild;
    expect(host.children).toHaveLength(2);
    engine.parser.set(new MarkdownParser());
    await write('第一段\n\n第二段**重点**');

    expect(host.firstElementChild).toBe(first);
    expect(host.innerHTML).toBe('<p>第一段</p><p>第二段<strong>重点</strong></p>');
  });

  it('shows what is appended, and all of it once more when the parser arrives', async () => {
    const { engine, fixture, host, markdown } = appending();
    await fixture.whenStable();
    markdown.append('第一段\n\n她说：**书');
    expect(host.innerHTML).toBe('<p>第一段</p><p>她说：**书</p>');
    engine.parser.set(new MarkdownParser());
    // Before the page has noticed.
    markdown.append('店');
    const parsed = '<p>第一段</p><p>她说：<strong>书店</strong></p>';
    expect(host.innerHTML).toBe(parsed);
    await fixture.whenStable();
    expect(host.innerHTML).toBe(parsed);
    markdown.append('在海边**。');
    expect(host.innerHTML).toBe('<p>第一段</p><p>她说：<strong>书店在海边</strong>。</p>');
  });

  it('can be cleared, and begins again', async () => {
    const { engine, fixture, host, markdown } = appending();
    engine.parser.set(new MarkdownParser());
    await fixture.whenStable();
    markdown.append('# 第一稿\n\n正文');
    markdown.clear();
    expect(host.innerHTML).toBe('');
    markdown.append('另一稿');
    expect(host.innerHTML).toBe('<p>另一稿</p>');
  });
});
