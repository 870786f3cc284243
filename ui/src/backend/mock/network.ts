import type { Backend } from "../index";
import type { Network } from "../types/Network";
import type { Requested } from "../types/Requested";

type MockNetwork = Pick<Backend, "network" | "setOffline" | "eraseRequests" | "due">;

/** A network that nobody asks: what is told of it is invented. */
export function mockNetwork(inSamples: () => boolean): MockNetwork {
  let offline = false;
  let requests: Requested[] = [...ASKED];

  function network(): Network {
    const bound = inSamples();
    return { offline: bound || offline, bound_offline: bound, requests: bound ? [] : requests };
  }

  return {
    network: async () => network(),
    setOffline: async (chosen) => {
      offline = chosen;
      return network();
    },
    eraseRequests: async () => {
      requests = [];
      return network();
    },
    due: async () => [],
  };
}

const ASKED: readonly Requested[] = [
  asked("2026-11-22T06:40:12Z", "status_list", "https://badges.harbour-school.example/status/2026-1", 1_312),
  asked("2026-11-22T06:40:11Z", "did_document", "https://harbour-school.example/.well-known/did.json", 842),
  asked("2026-11-21T15:02:40Z", "did_log", "https://guild.example/welders/did.jsonl", 4_215),
  asked("2026-11-21T15:02:38Z", "revocation_list", "https://pki.seals.example/eseal-ca.crl", null, "timed_out"),
  asked("2026-11-20T09:30:00Z", "credential", "https://badges.harbour-school.example/my/3311", null, "http_status"),
];

function asked(at: string, purpose: Requested["purpose"], url: string, bytes: number | null, code: string | null = null): Requested {
  return { at, purpose, url, record: null, bytes, code };
}
