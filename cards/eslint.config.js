import { config } from "@hubspot/eslint-config-ui-extensions";
import tseslint from "typescript-eslint";

export default [
  ...config,
  { files: ["**/*.{ts,tsx}"], languageOptions: { parser: tseslint.parser } },
];
