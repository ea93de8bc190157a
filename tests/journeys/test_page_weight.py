"""How much a first visit to a zone costs somebody who pays for their data."""

from .visitor import PHONE

MOST_BYTES = 200_000
# The font and the map come once and stay with the browser; they have budgets of their own.
LEFT_OUT = (".woff2", "maplibre-gl", "/tiles/", "boundaries.geojson")


def test_a_zone_weighs_little_at_the_first_visit(new_visitor):
    visitor = new_visitor(width=PHONE)
    addresses: dict[str, str] = {}
    weights: dict[str, int] = {}
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.on("Network.responseReceived", lambda it: addresses.update({it["requestId"]: it["response"]["url"]}))
    devtools.on("Network.loadingFinished", lambda it: weights.update({it["requestId"]: it["encodedDataLength"]}))
    devtools.send("Network.enable")
    visitor.opens("/zones/new-parks/")
    visitor.page.wait_for_load_state("networkidle")
    counted = {
        addresses[request]: weight
        for request, weight in weights.items()
        if request in addresses and not any(part in addresses[request] for part in LEFT_OUT)
    }
    assert len(counted) >= 4, counted
    assert sum(counted.values()) < MOST_BYTES, counted
