package dev.understudy.sandbox.provider;

/**
 * What a provider makes of a request.
 *
 * @param model the model that was asked, without suffix; empty when the request named none
 * @param fault what stood after a plus sign in the model's name ({@code sim-small+hang}); empty for none
 */
public record Answered(String model, String fault, Reply reply) {}
