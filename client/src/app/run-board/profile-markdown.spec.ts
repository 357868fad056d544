import { profileMarkdown } from './profile-markdown';

const chapters = [
  { title: '外貌', entries: [{ title: '眼睛', text: '深色。\n' }] },
  { title: '还没写', entries: [] },
];

describe('profileMarkdown', () => {
  it('has a heading for the profile, each chapter that has texts, and each of these', () => {
    expect(profileMarkdown('沈知微', chapters)).toBe('# 沈知微\n\n## 外貌\n\n### 眼睛\n\n深色。\n');
  });

  it('leaves the name out of a chapter that is copied alone', () => {
    expect(profileMarkdown(null, chapters)).toBe('## 外貌\n\n### 眼睛\n\n深色。\n');
  });
});
