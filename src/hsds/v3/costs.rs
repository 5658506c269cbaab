//! Prices, and sentences about money.

use super::{
    node::Node,
    object::{Object, nested_id},
};
use crate::model::cost::{Cost, read_amount};
use serde_json::Value;
use uuid::Uuid;

/// Writes prices, in pounds.
pub(super) fn write(costs: &[Cost], service: Uuid) -> Vec<Value> {
    let write = |(index, cost): (usize, &Cost)| {
        let mut object = Object::with_id(nested_id(service, "cost_option", index));
        object.put("service_id", service.to_string());
        object.text("option", cost.option.as_deref());
        object.number("amount", cost.amount);
        object.text("amount_description", cost.note.as_deref());
        if cost.amount.is_some() {
            object.put("currency", "gbp");
        }
        object.finish()
    };
    costs.iter().enumerate().map(write).collect()
}

/// Reads prices, then the standard's two texts about fees where they say more.
pub(super) fn read(service: &Node<'_>) -> Vec<Cost> {
    let mut costs: Vec<Cost> = service.list("cost_options").iter().map(read_one).collect();
    if service.log.ours {
        return costs;
    }
    costs.retain(|cost| *cost != Cost::default());
    for words in ["fees_description", "fees"].iter().filter_map(|key| service.text(key)) {
        let said = costs.iter().filter_map(|cost| cost.note.as_deref()).any(|note| note.eq_ignore_ascii_case(&words));
        if !said {
            costs.push(Cost { option: None, amount: None, note: Some(words) });
        }
    }
    costs
}

fn read_one(node: &Node<'_>) -> Cost {
    let mut cost = Cost { option: node.text("option"), amount: None, note: node.text("amount_description") };
    match node.value("amount") {
        Some(Value::String(text)) if !text.trim().is_empty() => read_text_amount(node, text.trim(), &mut cost),
        _ => cost.amount = node.number("amount"),
    }
    if cost.amount.is_some_and(|amount| !amount.is_finite() || amount < 0.0) {
        node.problem("amount", "a price cannot be less than nothing");
        cost.amount = None;
    }
    foreign_money(node, &mut cost);
    cost
}

/// An amount as publishers type it; words around or instead of the number are kept.
fn read_text_amount(node: &Node<'_>, text: &str, cost: &mut Cost) {
    cost.amount = read_amount(text);
    if cost.amount.is_none() {
        node.problem("amount", format!("'{text}' is not an amount; the words were kept"));
    }
    let only_a_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '£' | '.' | ',' | ' '));
    if !only_a_number {
        cost.note = Some(cost.note.take().map_or_else(|| text.to_owned(), |note| format!("{text}; {note}")));
    }
}

/// Amounts are pounds: an amount in other money is kept as words.
fn foreign_money(node: &Node<'_>, cost: &mut Cost) {
    let Some(currency) = node.text("currency").filter(|currency| !currency.eq_ignore_ascii_case("gbp")) else { return };
    let Some(amount) = cost.amount.take() else { return };
    node.problem("currency", format!("'{currency}' is not pounds, so the amount was kept as words"));
    let words = format!("{amount} {currency}");
    cost.note = Some(cost.note.take().map_or(words.clone(), |note| format!("{words} {note}")));
}
