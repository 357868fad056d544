/** The words of documents that people open, in the language of the texts. */
export const WORDS = {
  zh: {
    facts: '人物事实',
    profile: '资料',
    sample: '示例文本：由内置的离线模型生成，仅供试用。',
    columns: ['类别', '条目', '内容', '关键词', '备注'],
    factColumns: ['事实', '内容'],
    missing: '未写',
    cut: '达到长度上限，未写完',
    banned: '用了禁用词：',
    separator: '、',
    font: 'Microsoft YaHei',
  },
  en: {
    facts: 'Facts',
    profile: 'Profile',
    sample: 'Sample text: written by the built-in offline model, for trying out only.',
    columns: ['Category', 'Item', 'Content', 'Keywords', 'Notes'],
    factColumns: ['Fact', 'Content'],
    missing: 'not written',
    cut: 'cut off at the token limit',
    banned: 'uses a banned word: ',
    separator: ', ',
    font: 'Calibri',
  },
} as const;
