// Stylesheets are bundled by the build; to the type checker they are side effects only.
declare module '*.css'
