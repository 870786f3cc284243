import "./look/tokens.css";
import "./look/components.css";
import "./look/wallet.css";
import "./look/share.css";
import "./look/verify.css";
import "./look/europass.css";

import { mount } from "svelte";

import App from "./App.svelte";

mount(App, { target: document.body });
