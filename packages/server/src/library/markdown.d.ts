// Pages in Markdown become data when they are bundled or loaded (house/markdown-page.ts); a schema parses them before use.
declare module '*.md' {
  export const page: unknown
}
