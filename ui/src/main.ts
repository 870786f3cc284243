import "./look/tokens.css";
import "./look/components.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { applyTheme } from "./theme";

applyTheme();
mount(App, { target: document.body });
