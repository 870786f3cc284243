use super::*;

#[test]
fn a_node_is_read_in_its_own_graph_only() {
    let dataset = read(
        "<a:s> <a:p> \"outside\" .\n<a:s> <a:p> \"inside\" <a:g> .\n<a:t> <a:p> \"t\" <a:g> .\n\
         <a:s> <a:q> \"q\" .\n<a:v> <a:proof> <a:g> .\n<a:s> <a:p> \"again\" .\n<a:s> <a:p> \"h\" <a:h> .\n",
    );
    let graph = Graph::new(&dataset);
    let texts =
        |node: Node<'_>| node.literals("a:p").map(|literal| literal.text.into_owned()).collect::<Vec<_>>();
    let node = |iri| graph.node(dataset.find_iri(iri).unwrap());
    assert_eq!(texts(node("a:s")), ["outside", "again"]);

    let inside: Vec<_> = node("a:v").first("a:proof").unwrap().graph_subjects().collect();
    assert_eq!(inside.iter().map(|node| node.iri().unwrap()).collect::<Vec<_>>(), ["a:s", "a:t"]);
    assert_eq!(texts(inside[0]), ["inside"]);
    assert_eq!(node("a:s").all("a:unknown").count(), 0);
    assert!(graph.root().is_none());
}

#[test]
fn properties_of_few_and_many_are_found_alike() {
    for count in [3, FEW, FEW + 1, 10 * FEW] {
        let quad = |at| format!("<a:s> <a:{at}> \"a\" .\n<a:s> <a:{at}> \"b\" .\n");
        let dataset = read(&(0..count).map(quad).collect::<String>());
        let graph = Graph::new(&dataset);
        let node = graph.node(dataset.find_iri("a:s").unwrap());
        assert_eq!(node.all_of(&["a:2", "a:0"]).count(), 4, "{count}");
        assert_eq!(node.all_of(&["a:1", "a:unknown"]).count(), 2, "{count}");
        assert_eq!(node.all_of(&["a:unknown"]).count(), 0, "{count}");
        let said: Vec<_> =
            node.statements().into_iter().map(|(name, values)| (name, values.count())).collect();
        assert_eq!((said.len(), said[1]), (count, ("a:1", 2)), "{count}");
    }
}

#[test]
fn what_is_only_referred_to_is_not_described() {
    let dataset = read("<a:s> <a:p> <a:o> .\n");
    let graph = Graph::new(&dataset);
    let node = |iri| graph.node(dataset.find_iri(iri).unwrap());
    assert_eq!((node("a:s").is_described(), node("a:o").is_described()), (true, false));
}

#[test]
fn what_is_referred_to_from_any_graph_is_known() {
    let dataset = read("<a:s> <a:p> <a:o> <a:g> .\n");
    let graph = Graph::new(&dataset);
    let refers = |iri| graph.refers_to(dataset.find_iri(iri).unwrap());
    assert_eq!((refers("a:o"), refers("a:s"), refers("a:g")), (true, false, false));
}

#[test]
fn literals_have_text_datatype_and_language() {
    let dataset = read(
        "<a:s> <a:p> \"plain\" .\n<a:s> <a:p> \"5\"^^<a:d> .\n<a:s> <a:p> \"hei\"@fi-FI .\n\
         <a:s> <a:p> \"\" .\n<a:s> <a:p> \"\\\"@en\" .\n<a:s> <a:p> <a:o> .\n",
    );
    let graph = Graph::new(&dataset);
    let node = graph.node(dataset.find_iri("a:s").unwrap());
    let literals: Vec<_> = node
        .literals("a:p")
        .map(|Literal { text, datatype, language, .. }| (text.into_owned(), datatype, language))
        .collect();
    assert_eq!(
        literals,
        [
            ("plain".to_owned(), XSD_STRING, None),
            ("5".to_owned(), "a:d", None),
            ("hei".to_owned(), RDF_LANG_STRING, Some("fi-FI")),
            (String::new(), XSD_STRING, None),
            ("\"@en".to_owned(), XSD_STRING, None),
        ]
    );
    assert_eq!(node.nodes("a:p").map(|node| node.iri()).collect::<Vec<_>>(), [Some("a:o")]);
}

#[test]
fn every_character_comes_back_from_its_escape() {
    let all: String = ('\0'..='\u{ff}').chain(['\u{2028}', '\u{ffff}', '\u{1f303}']).collect();
    let mut dataset = Dataset::default();
    let literal = dataset.intern_literal(&all, None).unwrap();
    assert_eq!(Literal::of(dataset.n_quads(literal)).text, all);
}

#[test]
fn types_are_iris() {
    let dataset = read(&format!("<a:s> <{RDF_TYPE}> <a:A> .\n<a:s> <{RDF_TYPE}> _:b .\n"));
    let graph = Graph::new(&dataset);
    let node = graph.node(dataset.find_iri("a:s").unwrap());
    assert!(node.is_a("a:A") && !node.is_a("a:B"));
    assert_eq!(node.types().count(), 1);
}

#[test]
fn a_list_has_its_items_in_order_and_ends() {
    let whole = format!(
        "<a:s> <a:p> _:a .\n_:b <{RDF_REST}> <{RDF_NIL}> .\n_:b <{RDF_FIRST}> \"2\" .\n\
         _:a <{RDF_FIRST}> \"1\" .\n_:a <{RDF_REST}> _:b .\n"
    );
    let empty = format!("<a:s> <a:p> <{RDF_NIL}> .\n");
    let alone = "<a:s> <a:p> \"1\" .\n".to_owned();
    let endless = format!("<a:s> <a:p> _:a .\n_:a <{RDF_FIRST}> \"1\" .\n_:a <{RDF_REST}> _:a .\n");
    let without_items = format!(
        "<a:s> <a:p> _:a .\n_:a <{RDF_FIRST}> \"1\" .\n_:a <{RDF_REST}> _:b .\n_:b <{RDF_REST}> _:b .\n"
    );
    let counted = |text: &str| {
        let dataset = read(text);
        let graph = Graph::new(&dataset);
        let value = graph.node(dataset.find_iri("a:s").unwrap()).first("a:p").unwrap();
        value.items().iter().map(|item| item.literal().unwrap().text.into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(counted(&whole), ["1", "2"]);
    assert_eq!(counted(&empty), [""; 0]);
    assert_eq!(counted(&alone), ["1"]);
    assert_eq!(counted(&endless).len(), 3);
    assert_eq!(counted(&without_items), ["1"]);
}

fn read(text: &str) -> Dataset<'static> {
    Dataset::from_n_quads(text).unwrap()
}
